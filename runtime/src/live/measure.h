// One measured call: its end is folded into the node's sums and histogram, and the node's next measured call is planned.
// Called by the owning thread only.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

// A call of `duration` ticks that stands for `node.gap` calls.
void record_call(ThreadState& state, format::Node& node, std::uint64_t duration) noexcept;

}  // namespace scopegraft::live
