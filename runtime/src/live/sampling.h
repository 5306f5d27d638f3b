// Which calls are measured. Gaps between measured calls are geometric, so every call has the same chance whatever the program's
// rhythm, and a call's weight is the inverse of its chance (Horvitz and Thompson, 1952): sums of weighted durations are unbiased
// even while the rate adapts. With `auto`, every node of the tree is measured at most about once every `interval`; one interval
// per thread is steered so that the cost of measuring stays at the overhead budget, which gives hot nodes equal shares and
// leaves slow or rare ones measured at every call.
#pragma once

#include <cstdint>

#include "format/layout.h"

namespace scopegraft::live {

// xorshift64* (Vigna, 2016).
struct Random {
  std::uint64_t state = 0x9e3779b97f4a7c15;
  [[nodiscard]] std::uint64_t next() noexcept {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1d;
  }
  // (0, 1]
  [[nodiscard]] double uniform() noexcept { return (static_cast<double>(next() >> 11) + 1) * 0x1p-53; }
};

// What measuring costs, in ticks; set once by the process.
struct Costs {
  double measured = 0;       // a call of a node that is measured at every call, beyond the bare call
  double sampled = 0;        // a measured call of a node that is not
  double counted = 0;        // a counted call
  std::uint64_t inside = 0;  // what lies between the two clock reads of a measured call
  std::uint64_t charge = 0;  // what a measured call takes from its thread, whole ticks
  double budget = 0;         // share, 0: measure everything
  std::uint64_t period = 0;  // ticks between two adjustments of a thread's interval
};
extern Costs costs;

// A thread's pace.
struct Pace {
  std::uint64_t interval = 0;    // ticks between two measured calls of one node
  std::uint64_t measured = 0;    // in this period
  std::uint64_t sampled = 0;     // of them, those of nodes that are not measured at every call
  std::uint64_t period_start = 0, swept_at = 0;
};

inline constexpr std::uint64_t kAlwaysMeasured = 16;  // the first calls of a node: a burst says nothing of its rate yet

inline constexpr float kLargestGap = 4096;

// A geometric number of calls with the given mean: 1, 2, ...
[[nodiscard]] std::uint64_t draw_gap(Random& random, double mean) noexcept;

// Plans a new node's first measured call.
void plan_first(format::Node& node, double rate, Random& random) noexcept;

// The same rate; when it is measured next.
void plan_again(format::Node& node, Random& random) noexcept;

// After measured calls, at `now`: when the node is measured next. `site_budget`: 0 or the site's own share.
void plan_next(format::Node& node, const Pace& pace, Random& random, std::uint64_t now, double site_budget) noexcept;

// A node whose calls became rare would wait long for a turn planned when it was hot: plans it anew.
void replan_if_rare(format::Node& node, const Pace& pace, Random& random, std::uint64_t now) noexcept;

// Adjusts the interval at the end of a period.
void end_period(Pace& pace, std::uint64_t now) noexcept;
void start_pace(Pace& pace, std::uint64_t now) noexcept;

}  // namespace scopegraft::live
