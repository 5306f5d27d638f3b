// The steps of a call that more than one kind of scope takes. Called by the thread whose state is given.
#pragma once

#include <cstdint>

#include "live/system.h"
#include "live/thread.h"

namespace scopegraft::live {

// A call of `duration` ticks that stands for `weight` calls.
void record_call(ThreadState& state, format::Node& node, std::uint64_t duration, float weight) noexcept;
// Of a kShared node: guards its measures, which are written by whichever thread a run ends on.
[[nodiscard]] SpinLock& lock_of(const format::Node& node) noexcept;
// What measuring a call took, and the work that is due now and then.
void account(ThreadState& state, std::uint64_t now) noexcept;
// The share of the overhead budget of a node's site, 0: the process's.
[[nodiscard]] double budget_of(const format::Node& node) noexcept;

// Counts a call of the site below a position. The position is mended when it is none of this thread's records.
struct Placed {
  scopegraft_rt::Node* position = nullptr;
  scopegraft_rt::Node* node = nullptr;  // null: not profiled
  bool moves = false;                   // false: deep recursion, counted only
};
[[nodiscard]] Placed place_call(scopegraft_rt::Thread& thread, scopegraft_rt::Site& site, scopegraft_rt::Node* position) noexcept;

}  // namespace scopegraft::live
