// Durations of measured calls -> their nodes. A call that ends only appends (node, duration) to its thread's ring in the profile;
// here they are folded into sums and histograms in bulk, which costs a third of doing it one by one. A reader that comes in
// between folds the rest itself, so a killed program loses nothing.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

// Empties the ring, plans the nodes' next measured calls and, at the end of a period, does what is due. Owning thread only.
void fold(ThreadState& state, scopegraft_rt::Thread& thread, std::uint64_t now) noexcept;
// One measured call, that ended at `end`, into the ring. A signal handler may come at any point and append or fold too. So the place that
// was found free is the one that is written to, whatever the cursor says by then: what the handler appended meanwhile may be lost, as
// measured calls (they are counted), and what it folded leaves zeros, which are no entries. The assembly of thunks.cpp does the same.
inline void append(scopegraft_rt::Thread& thread, const format::Node& node, std::uint64_t duration, std::uint64_t end) noexcept {
  scopegraft_rt::sg_u64* cursor;
  while (__builtin_expect((cursor = __atomic_load_n(&thread.sg_cursor, __ATOMIC_RELAXED)) == thread.sg_ring_end, 0)) fold(*state_of(thread), thread, end);
  *cursor = (node.hot.sg_children_key & ~std::uint64_t{0xffffffff}) | duration;
  __atomic_store_n(&thread.sg_cursor, cursor + 1, __ATOMIC_RELAXED);
}
// A duration without what of the measuring lies between its two clock reads.
[[nodiscard]] std::uint64_t without_inside(const format::Node& node, std::uint64_t duration) noexcept;
// One measured call with its arguments, its place in the trace, and the weight of a node that is sampled.
void fold_one(ThreadState& state, format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept;

}  // namespace scopegraft::live
