// The steps of a call that more than one kind of scope takes. Called by the thread whose state is given.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

// A call of `duration` ticks that stands for `weight` calls.
void record_call(ThreadState& state, format::Node& node, std::uint64_t duration, float weight) noexcept;
// What measuring a call took, and the work that is due now and then.
void account(ThreadState& state, std::uint64_t now) noexcept;
// The share of the overhead budget of a node's site, 0: the process's.
[[nodiscard]] double budget_of(const format::Node& node) noexcept;

// Counts a call of the site at the thread's position, and moves the position. Null: not profiled. `moves` false: deep recursion,
// counted only.
struct Placed {
  scopegraft_rt::Node* node = nullptr;
  bool moves = false;
};
[[nodiscard]] Placed place_call(scopegraft_rt::Thread& thread, scopegraft_rt::Site& site) noexcept;

}  // namespace scopegraft::live
