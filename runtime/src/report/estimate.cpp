#include <algorithm>
#include <utility>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

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
  Known known{std::vector<std::uint32_t>(count), std::vector<bool>(count)};
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

// Bottom-up: a node gets at least what its children need. `shrink` is by how much its children are too large then.
void reconcile(const Known& known, Estimates& estimates, std::vector<double>& shrink) {
  std::vector<std::pair<double, double>> inner(shrink.size());  // sums of the children: total, variance
  for (std::size_t i = shrink.size(); i-- > 0;) {
    double &total = estimates.total[i], &variance = estimates.variance[i];
    const auto [inner_total, inner_variance] = inner[i];
    if (!known.measured[i]) {
      total = inner_total;
      variance = inner_variance;
    } else if (inner_total > total) {
      const double both = variance + inner_variance;
      if (both > 0) {
        total = (total * inner_variance + inner_total * variance) / both;
        variance = variance * inner_variance / both;
      }
      shrink[i] = total / inner_total;
    }
    if (known.parent[i] == kNone) continue;
    inner[known.parent[i]].first += total;
    inner[known.parent[i]].second += variance;
  }
}

void estimate_times(const Known& known, Estimates& estimates) {
  std::vector<double> shrink(known.parent.size(), 1.0);
  reconcile(known, estimates, shrink);
  // Top-down: shrink[i] becomes the factor for the children of i, of all ancestors together.
  for (std::size_t i = 0; i < shrink.size(); ++i) {
    const std::uint32_t parent = known.parent[i];
    if (parent == kNone) continue;
    const double factor = shrink[parent];
    if (factor == 1.0) continue;
    estimates.total[i] *= factor;
    estimates.variance[i] *= factor * factor;
    shrink[i] *= factor;
  }
  estimates.self = estimates.total;
  for (std::size_t i = shrink.size(); i-- > 0;) {
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

Estimates estimate(const Profile& profile) {
  Estimates estimates;
  for (auto* values : {&estimates.total, &estimates.variance}) values->resize(profile.nodes.size());
  const Known known = guess(profile, estimates);
  estimate_times(known, estimates);
  if (known.tracks_memory) estimate_memory(profile, estimates.memory);
  return estimates;
}

}  // namespace scopegraft::report
