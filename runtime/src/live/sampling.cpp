#include "live/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace scopegraft::live {

constinit Costs costs;

namespace {

constexpr std::uint64_t kNeverDue = std::numeric_limits<std::uint64_t>::max();

// With k calls in `elapsed`, the gap at which a node is measured once per interval.
double wanted_gap(const format::Node& node, double interval, std::uint64_t elapsed) noexcept {
  const auto calls = static_cast<double>(node.hot.sg_calls - node.adapted_calls);
  return interval * std::max(calls, 1.0) / static_cast<double>(std::max<std::uint64_t>(elapsed, 1));
}

// With a gap of 1 every call is due; a `next` of 0 says so, and that only the time is measured.
void plan(format::Node& node, Random& random) noexcept {
  const std::uint64_t always = (node.flags & format::kExtras) != 0 ? 1 : 0;
  node.hot.sg_next = node.gap <= 1 ? always : node.hot.sg_calls + draw_gap(random, node.gap);
}

void adapted(format::Node& node, std::uint64_t now) noexcept {
  node.adapted_calls = node.hot.sg_calls;
  node.adapted_at = now;
}

}  // namespace

void plan_first(format::Node& node, double rate, Random& random) noexcept {
  node.gap = 1;
  if (rate > 1 && costs.budget > 0) {
    node.flags |= format::kAuto;
  } else if (rate <= 0) {
    node.flags |= format::kNever;
    node.hot.sg_next = kNeverDue;
    return;
  } else if (rate < 1) {
    node.gap = static_cast<float>(1 / rate);
  }
  plan(node, random);
}

void plan_again(format::Node& node, Random& random) noexcept { plan(node, random); }

void plan_next(format::Node& node, const Pace& pace, Random& random, std::uint64_t now, double site_budget) noexcept {
  if ((node.flags & format::kAuto) != 0) {
    const auto all = static_cast<double>(pace.interval);
    const double interval = site_budget > 0 ? all * costs.budget / site_budget : all;
    const double wanted = wanted_gap(node, interval, now - node.adapted_at);
    adapted(node, now);
    const bool tiny = static_cast<double>(node.time) < static_cast<double>(node.measured) * costs.sampled;
    if (node.measured > (tiny ? kAlwaysMeasuredTiny : kAlwaysMeasured)) {
      // Half way there: one odd call does not throw the rate about. Whole gaps give whole weights.
      const double gap = std::round((static_cast<double>(node.gap) + wanted) / 2);
      node.gap = std::clamp(static_cast<float>(gap), 1.0F, kLargestGap);
    }
  }
  plan(node, random);
}

// Geometric gaps have no memory, so drawing anew at a moment that does not depend on the coming call keeps its chance right.
void replan_if_rare(format::Node& node, const Pace& pace, Random& random, std::uint64_t now) noexcept {
  if ((node.flags & format::kAuto) == 0 || node.gap <= 1 || now <= node.adapted_at) return;
  const double gap = std::round(wanted_gap(node, static_cast<double>(pace.interval), now - node.adapted_at));
  if (gap * 2 > static_cast<double>(node.gap)) return;
  node.gap = std::clamp(static_cast<float>(gap), 1.0F, kLargestGap);
  adapted(node, now);
  plan(node, random);
}

void start_pace(Pace& pace, std::uint64_t now) noexcept {
  if (costs.budget > 0 && pace.interval == 0) pace.interval = static_cast<std::uint64_t>(costs.sampled / costs.budget);
  pace.period_start = pace.swept_at = now;
  pace.spent = 0;
}

void end_period(Pace& pace, std::uint64_t now) noexcept {
  const std::uint64_t elapsed = std::max<std::uint64_t>(now - pace.period_start, 1);
  if (costs.budget > 0) {
    const double floor = costs.sampled / costs.budget;  // at this interval one hot node alone uses the whole budget
    const double load = pace.spent / static_cast<double>(elapsed);
    const double interval = static_cast<double>(pace.interval) * std::clamp(load / costs.budget, 0.5, 4.0);
    pace.interval = static_cast<std::uint64_t>(std::clamp(interval, floor, floor * 1e6));
  }
  pace.period_start = now;
  pace.spent = 0;
}

}  // namespace scopegraft::live
