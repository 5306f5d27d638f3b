#include <algorithm>
#include <span>
#include <utility>

#include "profile/large_pages.h"
#include "scopegraft/profile/cost_of_counting.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

using profile::in_large_pages;
using profile::Measure;
using profile::Node;
using profile::Profile;

double time_on_thread(const Profile& profile, const Node& node) {
  return profile.sites[node.site].is_async ? node.measure.active_time : node.measure.time;
}

// What the passes over the nodes need beside their estimates; the nodes themselves would not fit any cache.
struct Known {
  std::vector<std::uint32_t> parent;
  std::vector<bool> measured;  // total and variance are known without looking at the neighbours
  bool tracks_memory = false;
};

// Totals and variances of the nodes by themselves.
Known guess(const Profile& profile, Estimates& out) {
  const std::size_t count = profile.nodes.size();
  Known known{in_large_pages<std::uint32_t>(count), std::vector<bool>(count)};
  // Of a path in which no call happened to be measured, the mean of its site is known. One measured call of many is no
  // sample to scale either: the others are taken at the mean of the site.
  std::vector<double> time(profile.sites.size());
  std::vector<double> measured(profile.sites.size());
  std::vector<std::uint32_t> later;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& node = profile.nodes[i];
    const Measure& measure = node.measure;
    known.parent[i] = node.parent;
    known.tracks_memory |= measure.knows_memory();
    if (node.site == kNone) continue;
    if (measure.measured < 2 && measure.measured < measure.calls) later.push_back(static_cast<std::uint32_t>(i));
    if (measure.measured == 0) continue;
    const double on_thread = time_on_thread(profile, node);
    const double error = measure.total_error();
    out.total[i] = on_thread * measure.scale();
    out.variance[i] = error * error;
    known.measured[i] = true;
    time[node.site] += on_thread;
    measured[node.site] += static_cast<double>(measure.measured);
  }
  for (const std::uint32_t i : later) {
    const Node& node = profile.nodes[i];
    if (measured[node.site] == 0) continue;
    const auto others = static_cast<double>(node.measure.calls - node.measure.measured);
    const double of_others = others * time[node.site] / measured[node.site];
    out.total[i] = of_others + (node.measure.measured == 0 ? 0 : time_on_thread(profile, node));
    out.variance[i] = of_others * of_others;
    known.measured[i] = true;
  }
  return known;
}

// What was counted within a node and not measured took its time too. How much depends on what is around it, from none to about twice what
// it takes alone: a uniform distribution.
void take_off_counting(const Profile& profile, const Known& known, Estimates& estimates) {
  const profile::CostOfCounting cost(profile);
  std::vector<double> counting = in_large_pages<double>(known.parent.size());  // of calls below the node
  for (std::size_t i = counting.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    if (known.measured[i]) {
      estimates.total[i] = std::max(0.0, estimates.total[i] - counting[i]);
      estimates.variance[i] += counting[i] * counting[i] / 3;
    }
    if (known.parent[i] == kNone) continue;
    const std::uint64_t counted = node.measure.calls - std::min(node.measure.calls, node.measure.measured);
    counting[known.parent[i]] += counting[i] + static_cast<double>(counted) * cost(node.measure.calls);
  }
}

struct Inner {
  double total = 0, variance = 0;  // sums of the children
};

// Bottom-up: a node gets at least what its children need. The sums of the children of each node.
std::vector<Inner> raise(const Known& known, Estimates& estimates) {
  std::vector<Inner> inner = in_large_pages<Inner>(known.parent.size());
  for (std::size_t i = inner.size(); i-- > 0;) {
    double &total = estimates.total[i], &variance = estimates.variance[i];
    if (!known.measured[i]) {
      total = inner[i].total;
      variance = inner[i].variance;
    } else if (inner[i].total > total) {
      const double both = variance + inner[i].variance;
      if (both > 0) {
        total = (total * inner[i].variance + inner[i].total * variance) / both;
        variance = variance * inner[i].variance / both;
      }
    }
    if (known.parent[i] == kNone) continue;
    inner[known.parent[i]].total += total;
    inner[known.parent[i]].variance += variance;
  }
  return inner;
}

// The children of all nodes, those of one together.
class Children {
 public:
  explicit Children(const std::vector<std::uint32_t>& parents) : first_(in_large_pages<std::uint32_t>(parents.size() + 1)), all_(in_large_pages<std::uint32_t>(parents.size())) {
    for (const std::uint32_t parent : parents)
      if (parent != kNone) ++first_[parent];
    std::uint32_t sum = 0;
    for (std::uint32_t& first : first_) first = std::exchange(sum, sum + first);
    std::vector<std::uint32_t> next = first_;
    for (std::size_t i = 0; i != parents.size(); ++i)
      if (parents[i] != kNone) all_[next[parents[i]]++] = static_cast<std::uint32_t>(i);
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t node) const { return {all_.data() + first_[node], first_[node + 1] - first_[node]}; }

 private:
  std::vector<std::uint32_t> first_, all_;
};

// Top-down: what children are too large by is taken off each in proportion to its variance, as least squares does for measurements
// whose sum is known; off those that are exact only when the others have nothing left, in proportion to their totals. The sum is an
// upper bound, though: how much of its own a node has is not known, so the children's errors keep their share of the totals.
void shrink(std::span<const std::uint32_t> children, const Inner& inner, double total, Estimates& estimates) {
  const double excess = inner.total - total;
  const auto share = [&](std::uint32_t child) {
    return inner.variance > 0 ? std::min(estimates.total[child], excess * estimates.variance[child] / inner.variance) : 0;
  };
  double taken = 0;
  for (const std::uint32_t child : children) taken += share(child);
  const double left = inner.total - taken;
  const double factor = left > 0 ? std::clamp(total / left, 0.0, 1.0) : 0;
  for (const std::uint32_t child : children) {
    const double fresh = (estimates.total[child] - share(child)) * factor;
    const double ratio = estimates.total[child] > 0 ? fresh / estimates.total[child] : 0;
    estimates.total[child] = fresh;
    estimates.variance[child] *= ratio * ratio;
  }
}

void estimate_times(const Known& known, Estimates& estimates) {
  const std::vector<Inner> inner = raise(known, estimates);
  const Children children(known.parent);
  for (std::size_t i = 0; i != inner.size(); ++i)
    if (inner[i].total > estimates.total[i]) shrink(children.of(i), inner[i], estimates.total[i], estimates);
  profile::reserve_in_large_pages(estimates.self, estimates.total.size());
  estimates.self = estimates.total;
  for (std::size_t i = inner.size(); i-- > 0;) {
    // Rounding of the sums leaves crumbs where the children take all of it.
    if (estimates.self[i] < estimates.total[i] * 1e-9) estimates.self[i] = 0;
    if (known.parent[i] != kNone) estimates.self[known.parent[i]] -= estimates.total[i];
  }
}

void estimate_memory(const Profile& profile, std::vector<Estimates::Memory>& estimates) {
  estimates.resize(profile.nodes.size());
  for (std::size_t i = profile.nodes.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    const Measure& measure = node.measure;
    Estimates::Memory& own = estimates[i];  // its own part minus what the children account for, so far
    if (measure.knows_memory()) {
      const double scale = measure.memory_scale();
      own.allocated = measure.allocated_bytes * scale;
      own.live = (measure.allocated_bytes - measure.freed_bytes) * scale;
    } else {
      own.allocated = -own.allocated_self;
      own.live = -own.live_self;
    }
    own.allocated_self = std::max(0.0, own.allocated_self + own.allocated);
    own.live_self += own.live;
    if (node.parent != kNone) {
      estimates[node.parent].allocated_self -= own.allocated;
      estimates[node.parent].live_self -= own.live;
    }
  }
}

}  // namespace

Estimates estimate(const Profile& profile, Compensation compensation) {
  Estimates estimates;
  for (auto* values : {&estimates.total, &estimates.variance}) *values = in_large_pages<double>(profile.nodes.size());
  const Known known = guess(profile, estimates);
  if (compensation == Compensation::on) take_off_counting(profile, known, estimates);
  estimate_times(known, estimates);
  if (known.tracks_memory) estimate_memory(profile, estimates.memory);
  return estimates;
}

}  // namespace scopegraft::report
