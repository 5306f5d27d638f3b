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

// What is known of a node without looking at its neighbours.
struct Guess {
  double value = 0;
  double variance = 0;
  std::uint32_t parent = kNone;
  bool known = false;
};

struct Guesses {
  std::vector<Guess> nodes;
  bool tracks_memory = false;
};

Guesses guess(const Profile& profile) {
  Guesses guesses{std::vector<Guess>(profile.nodes.size())};
  std::vector<Guess>& out = guesses.nodes;
  // Of a path in which no call happened to be measured, the mean of its site is known. One measured call of many is no
  // sample to scale either: the others are taken at the mean of the site.
  std::vector<double> time(profile.sites.size());
  std::vector<double> measured(profile.sites.size());
  std::vector<std::uint32_t> later;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Node& node = profile.nodes[i];
    const Measure& measure = node.measure;
    out[i].parent = node.parent;
    guesses.tracks_memory |= measure.knows_memory();
    if (node.site == kNone) continue;
    if (measure.measured < 2 && measure.measured < measure.calls) later.push_back(static_cast<std::uint32_t>(i));
    if (measure.measured == 0) continue;
    const double on_thread = time_on_thread(profile, node);
    const double error = measure.total_error();
    out[i].value = on_thread * measure.scale();
    out[i].variance = error * error;
    out[i].known = true;
    time[node.site] += on_thread;
    measured[node.site] += static_cast<double>(measure.measured);
  }
  for (const std::uint32_t i : later) {
    const Node& node = profile.nodes[i];
    if (measured[node.site] == 0) continue;
    const auto others = static_cast<double>(node.measure.calls - node.measure.measured);
    const double of_others = others * time[node.site] / measured[node.site];
    out[i].value = of_others + (node.measure.measured == 0 ? 0 : time_on_thread(profile, node));
    out[i].variance = of_others * of_others;
    out[i].known = true;
  }
  return guesses;
}

// Bottom-up: a node gets at least what its children need. `shrink` is by how much its children are too large then.
void reconcile(const std::vector<Guess>& guesses, Estimates& estimates, std::vector<double>& shrink) {
  std::vector<std::pair<double, double>> inner(guesses.size());  // sums of the children: total, variance
  for (std::size_t i = guesses.size(); i-- > 0;) {
    Guess own = guesses[i];
    const auto [inner_total, inner_variance] = inner[i];
    if (!own.known) {
      own.value = inner_total;
      own.variance = inner_variance;
    } else if (inner_total > own.value) {
      const double both = own.variance + inner_variance;
      if (both > 0) {
        own.value = (own.value * inner_variance + inner_total * own.variance) / both;
        own.variance = own.variance * inner_variance / both;
      }
      shrink[i] = own.value / inner_total;
    }
    estimates.total[i] = own.value;
    estimates.variance[i] = own.variance;
    if (own.parent == kNone) continue;
    inner[own.parent].first += own.value;
    inner[own.parent].second += own.variance;
  }
}

void estimate_times(const std::vector<Guess>& known, Estimates& estimates) {
  std::vector<double> shrink(known.size(), 1.0);
  reconcile(known, estimates, shrink);
  // Top-down: shrink[i] becomes the factor for the children of i, of all ancestors together.
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::uint32_t parent = known[i].parent;
    if (parent == kNone) continue;
    const double factor = shrink[parent];
    if (factor == 1.0) continue;
    estimates.total[i] *= factor;
    estimates.variance[i] *= factor * factor;
    shrink[i] *= factor;
  }
  estimates.self = estimates.total;
  for (std::size_t i = known.size(); i-- > 0;) {
    // Rounding of the sums leaves crumbs where the children take all of it.
    if (estimates.self[i] < estimates.total[i] * 1e-9) estimates.self[i] = 0;
    if (known[i].parent != kNone) estimates.self[known[i].parent] -= estimates.total[i];
  }
}

void estimate_memory(const Profile& profile, Estimates& estimates) {
  for (std::size_t i = profile.nodes.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    const Measure& measure = node.measure;
    double& inner = estimates.allocated_self[i];  // minus what the children account for, so far
    double& inner_live = estimates.live_self[i];
    if (measure.knows_memory()) {
      const double scale = measure.memory_scale();
      estimates.allocated[i] = measure.allocated_bytes * scale;
      estimates.live[i] = (measure.allocated_bytes - measure.freed_bytes) * scale;
    } else {
      estimates.allocated[i] = -inner;
      estimates.live[i] = -inner_live;
    }
    inner = std::max(0.0, inner + estimates.allocated[i]);
    inner_live += estimates.live[i];
    if (node.parent != kNone) {
      estimates.allocated_self[node.parent] -= estimates.allocated[i];
      estimates.live_self[node.parent] -= estimates.live[i];
    }
  }
}

}  // namespace

Estimates estimate(const Profile& profile) {
  const std::size_t count = profile.nodes.size();
  Estimates estimates;
  for (auto* values : {&estimates.total, &estimates.self, &estimates.variance, &estimates.allocated, &estimates.live,
                       &estimates.allocated_self, &estimates.live_self}) {
    values->resize(count);
  }
  const Guesses guesses = guess(profile);
  estimate_times(guesses.nodes, estimates);
  if (guesses.tracks_memory) estimate_memory(profile, estimates);
  return estimates;
}

}  // namespace scopegraft::report
