// The values of arguments: written at the begin of each measured call, kept with the slowest calls of each site. Called by the
// thread whose state is given.
#pragma once

#include "live/thread.h"
#include "scopegraft/async.h"

namespace scopegraft::live {

// At the end of a measured call: its values, if there are any, are kept when it is one of the slowest, and forgotten when not.
void close_arguments(ThreadState& state, format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept;
// The same of a coroutine's run. `duration` 0: it was not measured to its end.
void close_arguments(scopegraft_rt::AsyncScope& scope, std::uint64_t end, std::uint64_t duration) noexcept;
// In the child of a fork.
void forget_arguments() noexcept;

}  // namespace scopegraft::live
