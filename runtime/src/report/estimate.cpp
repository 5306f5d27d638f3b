#include <algorithm>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

using profile::Measure;
using profile::Node;
using profile::Profile;

// Times of all measured calls of a site: what is known of a node in which no call happened to be measured.
struct SiteMeans {
  std::vector<double> time;
  std::vector<double> measured;
};

double time_on_thread(const Profile& profile, const Node& node) {
  return profile.sites[node.site].is_async ? node.measure.active_time : node.measure.time;
}

SiteMeans site_means(const Profile& profile) {
  SiteMeans means{std::vector<double>(profile.sites.size()), std::vector<double>(profile.sites.size())};
  for (const Node& node : profile.nodes) {
    if (node.site == kNone) continue;
    means.time[node.site] += time_on_thread(profile, node);
    means.measured[node.site] += static_cast<double>(node.measure.measured);
  }
  return means;
}

struct Guess {
  double value = 0;
  double variance = 0;
  bool known = false;
};

Guess guess(const Profile& profile, const Node& node, const SiteMeans& means) {
  const Measure& measure = node.measure;
  if (measure.measured != 0) {
    const double error = measure.total_error();
    return {time_on_thread(profile, node) * measure.scale(), error * error, true};
  }
  if (measure.calls == 0 || means.measured[node.site] == 0) return {};
  const double total = static_cast<double>(measure.calls) * means.time[node.site] / means.measured[node.site];
  return {total, total * total, true};
}

// Bottom-up: a node gets at least what its children need. `shrink` is by how much its children are too large then.
void reconcile(const Profile& profile, Estimates& estimates, std::vector<double>& shrink) {
  const SiteMeans means = site_means(profile);
  std::vector<double> inner(profile.nodes.size());
  std::vector<double> inner_variance(profile.nodes.size());
  for (std::size_t i = profile.nodes.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    Guess own = node.site == kNone ? Guess{} : guess(profile, node, means);
    if (!own.known) {
      own = {inner[i], inner_variance[i], true};
    } else if (inner[i] > own.value) {
      const double both = own.variance + inner_variance[i];
      if (both > 0) {
        own.value = (own.value * inner_variance[i] + inner[i] * own.variance) / both;
        own.variance = own.variance * inner_variance[i] / both;
      }
      shrink[i] = own.value / inner[i];
    }
    estimates.total[i] = own.value;
    estimates.variance[i] = own.variance;
    if (node.parent != kNone) {
      inner[node.parent] += own.value;
      inner_variance[node.parent] += own.variance;
    }
  }
}

void estimate_times(const Profile& profile, Estimates& estimates) {
  std::vector<double> shrink(profile.nodes.size(), 1.0);
  reconcile(profile, estimates, shrink);
  // Top-down: shrink[i] becomes the factor for the children of i, of all ancestors together.
  for (std::size_t i = 0; i < profile.nodes.size(); ++i) {
    const std::uint32_t parent = profile.nodes[i].parent;
    if (parent == kNone) continue;
    const double factor = shrink[parent];
    if (factor == 1.0) continue;
    estimates.total[i] *= factor;
    estimates.variance[i] *= factor * factor;
    shrink[i] *= factor;
  }
  estimates.self = estimates.total;
  for (std::size_t i = profile.nodes.size(); i-- > 0;) {
    estimates.self[i] = std::max(0.0, estimates.self[i]);
    if (profile.nodes[i].parent != kNone) estimates.self[profile.nodes[i].parent] -= estimates.total[i];
  }
  // Rounding of the sums above leaves crumbs where the children take all of it.
  for (std::size_t i = 0; i < profile.nodes.size(); ++i) {
    if (estimates.self[i] < estimates.total[i] * 1e-9) estimates.self[i] = 0;
  }
}

void estimate_memory(const Profile& profile, Estimates& estimates) {
  for (std::size_t i = profile.nodes.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    const Measure& measure = node.measure;
    double& inner = estimates.allocated_self[i];  // minus what the children account for, so far
    double& inner_live = estimates.live_self[i];
    if (measure.memory_measured != 0) {
      const double scale = static_cast<double>(measure.calls) / static_cast<double>(measure.memory_measured);
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
  estimate_times(profile, estimates);
  estimate_memory(profile, estimates);
  return estimates;
}

}  // namespace scopegraft::report
