// The latest measured calls of a thread, one by one, in a ring in the profile: what a Chrome trace shows, and the last thing a
// killed program did. A call slower than its site's `keep_slow` (without one, beyond its p99) keeps the calls inside it. Only nodes with kTraced come here:
// all of them with SCOPEGRAFT_TRACE, else those at and below sites with `keep_slow`.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

// A measured call that just ended at `end` ticks, by the owning thread.
void trace_call(ThreadState& state, const format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept;
// In the child of a fork.
void forget_slow_calls() noexcept;

}  // namespace scopegraft::live
