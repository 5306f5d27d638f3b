// Which calls are measured. Gaps between measured calls are geometric, so every call has the same chance whatever the program's
// rhythm, and a call's weight is the inverse of its chance (Horvitz and Thompson, 1952): sums of weighted durations are unbiased
// even while the rate adapts. With `auto`, every node of the tree is measured at most about once every `interval`; one interval
// per thread is steered so that the cost of measuring stays at the overhead budget, which gives hot nodes equal shares and
// leaves slow or rare ones measured at every call.
#pragma once

#include <cstdint>

#include "format/layout.h"
#include "live/gaps.h"

namespace scopegraft::live {

// What measuring costs, in ticks; set once by the process.
struct Costs {
  double measured = 0;       // a call of a node that is measured at every call, beyond the bare call
  double sampled = 0;        // a measured call of a node that is not
  double counted = 0;        // a counted call
  double folding = 0;        // what of `measured` is spent when durations are folded into their nodes
  std::uint64_t inside = 0;  // what lies between the two clock reads of a measured call
  std::uint64_t inside_sampled = 0;  // the same when it is measured amid calls that are not: the processor guessed otherwise
  std::uint64_t charge = 0;  // what a measured call takes from its thread before it is folded, whole ticks
  double budget = 0;         // share, 0: measure everything
  std::uint64_t period = 0;  // ticks between two adjustments of a thread's interval
};
extern Costs costs;

// A thread's pace.
struct Pace {
  std::uint64_t interval = 0;    // ticks between two measured calls of one node
  double spent = 0;              // ticks that measuring took in this period, as far as it can be known
  std::uint64_t period_start = 0, swept_at = 0;
};

// The first calls of a node are measured: a burst says nothing of its rate yet. Fewer where measuring costs more than the call.
inline constexpr std::uint64_t kAlwaysMeasured = 16, kAlwaysMeasuredTiny = 4;

inline constexpr float kLargestGap = 4096;

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
