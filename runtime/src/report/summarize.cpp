#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "grouping.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

using profile::Measure;
using profile::Node;
using profile::Profile;

// Sums of a row while the tree is walked.
struct Sums {
  double variance = 0;                      // of total
  double calls = 0, time = 0, squares = 0;  // of the nodes with measured calls, scaled
  double mean_variance = 0;                 // of time
  double peak_sum = 0, args_sum = 0;
  std::uint32_t last_thread = kNone;
};

std::uint64_t earliest(std::uint64_t a, std::uint64_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

// What does not depend on where in the tree the node is.
void add_calls(Row& row, Sums& sums, const Node& node) {
  const Measure& measure = node.measure;
  if (measure.measured != 0) {
    const double scale = measure.scale();
    row.min = row.measured == 0 ? measure.time_min : std::min(row.min, measure.time_min);
    row.max = std::max(row.max, measure.time_max);
    sums.calls += static_cast<double>(measure.calls);
    sums.time += measure.total_time();
    sums.squares += measure.time_squared * scale;
    const double error = measure.total_error();
    sums.mean_variance += error * error;
    // The histogram may be weighted already; together the counts stand for the exact number of calls.
    const auto counted = static_cast<double>(measure.histogram.total());
    if (counted > 0) row.distribution.add(measure.histogram, static_cast<double>(measure.calls) / counted);
  }
  row.calls += measure.calls;
  row.measured += measure.measured;
  row.exceptions += measure.exceptions;
  row.memory_measured += measure.memory_measured;
  row.peak = std::max(row.peak, measure.peak_bytes);
  sums.peak_sum += measure.peak_sum;
  row.args_measured += measure.args_measured;
  sums.args_sum += measure.args_bytes;
  row.suspensions += measure.suspensions;
  row.abandoned += measure.abandoned;
  row.first_seen = earliest(row.first_seen, measure.first_seen);
  row.last_seen = std::max(row.last_seen, measure.last_seen);
  if (sums.last_thread != node.thread) {
    ++row.threads;
    sums.last_thread = node.thread;
  }
}

// What inner calls of a recursion would count twice.
void add_outermost(Row& row, Sums& sums, const Node& node, const Estimates& estimates, std::size_t index) {
  row.total += estimates.total[index];
  sums.variance += estimates.variance[index];
  row.allocated += estimates.allocated[index];
  row.live += estimates.live[index];
  if (node.measure.memory_measured != 0) {
    row.allocations += node.measure.allocations * static_cast<double>(node.measure.calls) /
                       static_cast<double>(node.measure.memory_measured);
  }
}

void finish(Row& row, const Sums& sums) {
  row.total_error = std::sqrt(sums.variance);
  row.wall = row.is_async ? sums.time : row.total;
  if (sums.calls > 0) {
    row.mean = sums.time / sums.calls;
    row.mean_error = std::sqrt(sums.mean_variance) / sums.calls;
    row.stddev = std::sqrt(std::max(0.0, sums.squares / sums.calls - row.mean * row.mean));
  }
  if (row.memory_measured != 0) row.peak_mean = sums.peak_sum / static_cast<double>(row.memory_measured);
  if (row.args_measured != 0) row.args_mean = sums.args_sum / static_cast<double>(row.args_measured);
}

// First child and next sibling of each node: a walk in depth order without recursion.
struct Links {
  std::vector<std::uint32_t> child, sibling;
  std::vector<std::uint32_t> roots;
};

Links link(const Profile& profile) {
  const std::size_t count = profile.nodes.size();
  Links links{std::vector<std::uint32_t>(count, kNone), std::vector<std::uint32_t>(count, kNone), {}};
  for (std::size_t i = count; i-- > 0;) {
    const std::uint32_t parent = profile.nodes[i].parent;
    const auto index = static_cast<std::uint32_t>(i);
    if (parent == kNone) {
      links.roots.push_back(index);
    } else {
      links.sibling[i] = links.child[parent];
      links.child[parent] = index;
    }
  }
  std::reverse(links.roots.begin(), links.roots.end());
  return links;
}

class Walk {
 public:
  Walk(const Profile& profile, const Estimates& estimates, Groups groups)
      : profile_(profile),
        estimates_(estimates),
        groups_(std::move(groups)),
        sums_(groups_.rows.size()),
        active_(groups_.rows.size()) {}

  Summary run() {
    const Links links = link(profile_);
    std::vector<std::uint32_t> path;
    for (const std::uint32_t root : links.roots) {
      summary_.total += estimates_.total[root];
      std::uint32_t at = root;
      enter(at);
      path.push_back(at);
      while (!path.empty()) {
        // Down first, then along, then up.
        std::uint32_t next = links.child[at];
        while (next == kNone && !path.empty()) {
          leave(at);
          path.pop_back();
          if (path.empty()) break;
          next = links.sibling[at];
          if (next == kNone) at = path.back();
        }
        if (path.empty()) break;
        at = next;
        enter(at);
        path.push_back(at);
      }
    }
    return finish_all();
  }

 private:
  void enter(std::uint32_t index) {
    const Node& node = profile_.nodes[index];
    if (node.site == kNone) return;
    const std::uint32_t group = groups_.of(node);
    Row& row = groups_.rows[group];
    add_calls(row, sums_[group], node);
    row.self += estimates_.self[index];
    row.live_self += estimates_.live_self[index];
    const bool outermost = active_[group]++ == 0;
    if (outermost) add_outermost(row, sums_[group], node, estimates_, index);
    add_edge(node, group, outermost ? estimates_.total[index] : 0);
  }

  void leave(std::uint32_t index) {
    const Node& node = profile_.nodes[index];
    if (node.site != kNone) --active_[groups_.of(node)];
  }

  void add_edge(const Node& node, std::uint32_t callee, double time) {
    const bool from_outside = node.parent == kNone || profile_.nodes[node.parent].site == kNone;
    const std::uint32_t caller = from_outside ? kNone : groups_.of(profile_.nodes[node.parent]);
    const std::uint64_t key = static_cast<std::uint64_t>(caller) << 32U | callee;
    if (key != last_key_) {
      last_key_ = key;
      last_edge_ = edges_.try_emplace(key, summary_.edges.size()).first->second;
      if (last_edge_ == summary_.edges.size()) summary_.edges.push_back({caller, callee, 0, 0});
    }
    Edge& edge = summary_.edges[last_edge_];
    edge.calls += node.measure.calls;
    edge.time += time;
  }

  // Rows that were never called are left out, so rows move up.
  Summary finish_all() {
    std::vector<std::uint32_t> moved(groups_.rows.size(), kNone);
    for (std::size_t i = 0; i < groups_.rows.size(); ++i) {
      if (groups_.rows[i].calls == 0) continue;
      finish(groups_.rows[i], sums_[i]);
      moved[i] = static_cast<std::uint32_t>(summary_.rows.size());
      summary_.rows.push_back(std::move(groups_.rows[i]));
    }
    std::erase_if(summary_.edges, [&](const Edge& edge) { return moved[edge.callee] == kNone; });
    for (Edge& edge : summary_.edges) {
      if (edge.caller != kNone) edge.caller = moved[edge.caller];
      edge.callee = moved[edge.callee];
    }
    std::sort(summary_.edges.begin(), summary_.edges.end(), [](const Edge& a, const Edge& b) {
      return a.caller != b.caller ? a.caller < b.caller : a.callee < b.callee;
    });
    for (const std::uint32_t group : groups_.of_site) summary_.row_of_site.push_back(moved[group]);
    return std::move(summary_);
  }

  const Profile& profile_;
  const Estimates& estimates_;
  Groups groups_;
  std::vector<Sums> sums_;
  std::vector<std::uint32_t> active_;  // calls of the row that are open on the path
  std::unordered_map<std::uint64_t, std::size_t> edges_;
  std::uint64_t last_key_ = UINT64_MAX;
  std::size_t last_edge_ = 0;
  Summary summary_;
};

}  // namespace

double Row::exception_rate() const {
  return calls == 0 ? 0 : static_cast<double>(exceptions) / static_cast<double>(calls);
}

double Row::memory_efficiency() const { return allocated <= 0 ? 1 : std::clamp(1 - live / allocated, 0.0, 1.0); }

Summary summarize(const Profile& profile, const Estimates& estimates, GroupBy by) {
  return Walk(profile, estimates, group(profile, by)).run();
}

}  // namespace scopegraft::report
