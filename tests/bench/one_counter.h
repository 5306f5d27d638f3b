// The least that an exact count of calls can take, in place of the scopes: one instruction that adds to a counter of the function's own. It
// knows no callers, no times and no second thread (counts of two get lost). Included before everything else in a program that is rewritten.
#define SCOPEGRAFT_GRAFT_X86_64_H
#include "../../runtime/include/scopegraft/graft_words.h"

extern "C++" {
namespace scopegraft_rt {

SCOPEGRAFT_RT_INLINE sg_u64 sg_open(Site& sg_site) noexcept {
  // In the place of the column.
  __asm__ __inline__ __volatile__("{addq $1, 32+%[sg_site]|add QWORD PTR 32+%[sg_site], 1}" : [sg_site] "+m"(sg_site) : : "cc");
  return 0;
}
SCOPEGRAFT_RT_INLINE void sg_close(Site&, sg_u64) noexcept {}
SCOPEGRAFT_RT_INLINE sg_u64 sg_open_leaf(Site& sg_site) noexcept { return sg_open(sg_site); }
SCOPEGRAFT_RT_INLINE void sg_close_leaf(Site&, sg_u64) noexcept {}

}  // namespace scopegraft_rt
}  // extern "C++"
