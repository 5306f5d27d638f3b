#include "live/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace scopegraft::live {

constinit Costs costs;

namespace {

constexpr std::uint64_t kAlwaysMeasured = 16;  // the first calls of a node: a burst says nothing of its rate yet
constexpr std::uint64_t kNeverDue = std::numeric_limits<std::uint64_t>::max();

// With k calls in `elapsed`, the gap at which a node is measured once per interval.
double wanted_gap(const format::Node& node, double interval, std::uint64_t elapsed) noexcept {
  const auto calls = static_cast<double>(node.hot.sg_calls - node.adapted_calls);
  return interval * std::max(calls, 1.0) / static_cast<double>(std::max<std::uint64_t>(elapsed, 1));
}

void plan(format::Node& node, Random& random) noexcept {
  const std::uint64_t gap = node.gap <= 1 ? 1 : draw_gap(random, static_cast<double>(node.gap));
  __atomic_store_n(&node.hot.sg_next, node.hot.sg_calls + gap, __ATOMIC_RELAXED);
}

}  // namespace

std::uint64_t draw_gap(Random& random, double mean) noexcept {
  if (mean <= 1) return 1;
  const double gap = std::log(random.uniform()) / std::log1p(-1 / mean);
  return gap < 1e15 ? 1 + static_cast<std::uint64_t>(gap) : static_cast<std::uint64_t>(1e15);
}

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

void plan_next(format::Node& node, Pace& pace, Random& random, std::uint64_t now, double site_budget) noexcept {
  if ((node.flags & format::kAuto) != 0) {
    const double interval = site_budget > 0 ? pace.interval * costs.budget / site_budget : pace.interval;
    const std::uint64_t elapsed = now - node.adapted_at;
    if (node.measured > kAlwaysMeasured && (node.gap > 1 || static_cast<double>(elapsed) < interval)) {
      // Half way there: one odd call does not throw the rate about. Whole gaps give whole weights.
      const double gap = std::round((static_cast<double>(node.gap) + wanted_gap(node, interval, elapsed)) / 2);
      node.gap = std::clamp(static_cast<float>(gap), 1.0F, kLargestGap);
    }
    node.adapted_at = now;
    node.adapted_calls = node.hot.sg_calls;
  }
  plan(node, random);
}

// Geometric gaps have no memory, so drawing anew at a moment that does not depend on the coming call keeps its chance right.
void replan_if_rare(format::Node& node, const Pace& pace, Random& random, std::uint64_t now) noexcept {
  if ((node.flags & format::kAuto) == 0 || node.gap <= 1 || node.open != 0 || now <= node.adapted_at) return;
  const double gap = std::round(wanted_gap(node, pace.interval, now - node.adapted_at));
  if (gap * 2 > static_cast<double>(node.gap)) return;
  node.gap = std::clamp(static_cast<float>(gap), 1.0F, kLargestGap);
  node.adapted_at = now;
  node.adapted_calls = node.hot.sg_calls;
  plan(node, random);
}

bool end_period(Pace& pace, std::uint64_t now) noexcept {
  const std::uint64_t elapsed = now - pace.period_start;
  if (elapsed < costs.period) return false;
  if (costs.budget > 0) {
    const double floor = costs.measured / costs.budget;  // at this interval one hot node alone uses the whole budget
    const double load = static_cast<double>(pace.measured) * costs.measured / static_cast<double>(elapsed);
    pace.interval = std::clamp(pace.interval * std::clamp(load / costs.budget, 0.5, 4.0), floor, floor * 1e6);
  }
  pace.period_start = now;
  pace.measured = 0;
  return true;
}

}  // namespace scopegraft::live
