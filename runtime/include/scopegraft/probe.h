// What the rewriter injects around a call that a `cache:` rule speaks of: the result tells hit or miss, and goes on as it is.
//     ::scopegraft_rt::cache_result(cache.get(key))                      a pointer, bool, iterator-like or optional by value
//     ::scopegraft_rt::cache_reference(cache.find(key))                  a reference
//     ::scopegraft_rt::cache_result(f(k), ::scopegraft_rt::Hit::falsy)    `hit_when: falsy`
// For an expression of the rule: `(sg_rt_cache(EXPR over a variable), variable)`. C++11 and later; includes nothing but graft.h.
#ifndef SCOPEGRAFT_PROBE_H
#define SCOPEGRAFT_PROBE_H
#include "graft.h"
#ifdef __cplusplus
#pragma GCC system_header
extern "C++" {
namespace scopegraft_rt {

// Counts for the collector `cache` of the calls that are open.
extern "C" SCOPEGRAFT_RT_API void sg_rt_cache(bool sg_hit) noexcept;

enum class Hit { truthy, falsy };

template <typename sg_T>
SCOPEGRAFT_RT_INLINE sg_T cache_result(sg_T sg_result, Hit sg_when = Hit::truthy) {
  sg_rt_cache(static_cast<bool>(sg_result) == (sg_when == Hit::truthy));
  return sg_result;
}
template <typename sg_T>
SCOPEGRAFT_RT_INLINE sg_T&& cache_reference(sg_T&& sg_result, Hit sg_when = Hit::truthy) {
  sg_rt_cache(static_cast<bool>(sg_result) == (sg_when == Hit::truthy));
  return static_cast<sg_T&&>(sg_result);
}

}  // namespace scopegraft_rt
}  // extern "C++"
#endif
#endif  // SCOPEGRAFT_PROBE_H
