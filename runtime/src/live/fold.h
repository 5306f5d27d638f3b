// Durations of measured calls -> their nodes. A call that ends only appends (node, duration) to its thread's ring in the profile;
// here they are folded into sums and histograms in bulk, which costs a third of doing it one by one. A reader that comes in
// between folds the rest itself, so a killed program loses nothing.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

// Empties the ring, plans the nodes' next measured calls and, at the end of a period, does what is due. Owning thread only.
void fold(ThreadState& state, scopegraft_rt::Thread& thread, std::uint64_t now) noexcept;
// A duration without what of the measuring lies between its two clock reads.
[[nodiscard]] std::uint64_t without_inside(const format::Node& node, std::uint64_t duration) noexcept;
// One measured call with its arguments, its place in the trace, and the weight of a node that is sampled.
void fold_one(ThreadState& state, format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept;

}  // namespace scopegraft::live
