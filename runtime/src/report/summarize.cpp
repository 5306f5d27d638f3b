#include <algorithm>
#include <cmath>
#include <map>

#include "flat_index.h"
#include "grouping.h"
#include "profile/large_pages.h"
#include "scopegraft/profile/cost_of_counting.h"
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
  double estimated = 0, reconciled = 0;     // totals of the nodes with a sample, before and after they were reconciled
  double peak_sum = 0, args_sum = 0;
  std::uint32_t last_thread = kNone;
};

std::uint64_t earliest(std::uint64_t a, std::uint64_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

// What does not depend on where in the tree the node is.
void add_calls(Row& row, Sums& sums, const Node& node) {
  const Measure& measure = node.measure;
  if (measure.measured != 0) {
    // One measured call of many speaks for itself only (see estimate.cpp).
    const double calls = measure.measured == 1 ? 1 : static_cast<double>(measure.calls);
    const double scale = calls / static_cast<double>(measure.measured);
    row.min = row.measured == 0 ? measure.time_min : std::min(row.min, measure.time_min);
    row.max = std::max(row.max, measure.time_max);
    sums.calls += calls;
    sums.time += measure.time * scale;
    sums.squares += measure.time_squared * scale;
    const double error = measure.measured == 1 ? 0 : measure.total_error();
    sums.mean_variance += error * error;
    // The histogram may be weighted already; together the counts stand for the exact number of calls.
    const auto counted = static_cast<double>(measure.histogram.total());
    if (counted > 0) row.distribution.add(measure.histogram, calls / counted);
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

// The mean is that of the totals: where a function's samples say more than its callers have, they are not right about one call either.
void add_reconciled(Sums& sums, const Node& node, const Estimates& estimates, std::size_t index) {
  if (node.measure.measured == 0 || (node.measure.measured == 1 && node.measure.calls != 1)) return;
  sums.estimated += node.measure.time * node.measure.scale();
  sums.reconciled += estimates.total[index];
}

// What inner calls of a recursion would count twice.
void add_outermost(Row& row, Sums& sums, const Node& node, const Estimates& estimates, std::size_t index) {
  row.total += estimates.total[index];
  sums.variance += estimates.variance[index];
  const Estimates::Memory memory = estimates.memory_of(index);
  row.allocated += memory.allocated;
  row.live += memory.live;
  row.allocations += node.measure.allocations * node.measure.memory_scale();
}

void finish(Row& row, const Sums& sums) {
  row.total_error = std::sqrt(sums.variance);
  if (sums.calls > 0) {
    row.mean = sums.time / sums.calls;
    row.mean_error = std::sqrt(sums.mean_variance) / sums.calls;
    row.stddev = std::sqrt(std::max(0.0, sums.squares / sums.calls - row.mean * row.mean));
    const double ratio = sums.estimated > 0 ? sums.reconciled / sums.estimated : 1;
    row.mean *= ratio;
    row.mean_error *= ratio;
  }
  // Active time is raised to what the children need (see estimate.cpp); a run takes no less from start to end.
  row.wall = row.is_async ? std::max(row.mean * static_cast<double>(row.calls), row.total) : row.total;
  if (row.memory_measured != 0) row.peak_mean = sums.peak_sum / static_cast<double>(row.memory_measured);
  if (row.args_measured != 0) row.args_mean = sums.args_sum / static_cast<double>(row.args_measured);
}

// Which nodes are not inside another node of their group, by a walk in depth order. Only what the walk needs is
// gathered first: the nodes themselves would not fit any cache.
struct Link {
  std::uint32_t group = kNone, parent = kNone, child = kNone, sibling = kNone;
};

std::vector<Link> links_of(const Profile& profile, const Groups& groups) {
  std::vector<Link> links = profile::in_large_pages<Link>(profile.nodes.size());
  for (std::size_t i = links.size(); i-- > 0;) {
    const Node& node = profile.nodes[i];
    if (node.site != kNone) links[i].group = groups.of(node);
    if (node.parent == kNone) continue;
    links[i].parent = node.parent;
    links[i].sibling = links[node.parent].child;
    links[node.parent].child = static_cast<std::uint32_t>(i);
  }
  return links;
}

std::vector<bool> outermost_nodes(const std::vector<Link>& links, std::size_t groups) {
  std::vector<bool> outermost(links.size());
  std::vector<std::uint32_t> active(groups);  // calls of the group that are open on the path
  const auto enter = [&](std::uint32_t at) {
    if (links[at].group != kNone) outermost[at] = active[links[at].group]++ == 0;
  };
  const auto leave = [&](std::uint32_t at) {
    if (links[at].group != kNone) --active[links[at].group];
  };
  for (std::size_t root = 0; root < links.size(); ++root) {
    if (links[root].parent != kNone) continue;
    auto at = static_cast<std::uint32_t>(root);
    enter(at);
    while (at != kNone) {  // down first, then along, then up
      std::uint32_t next = links[at].child;
      while (next == kNone && at != kNone) {
        leave(at);
        next = links[at].sibling;
        if (next == kNone) at = links[at].parent;
      }
      if (next == kNone) break;
      at = next;
      enter(at);
    }
  }
  return outermost;
}

class Summing {
 public:
  Summing(const Profile& profile, const Estimates& estimates, GroupBy by, std::string_view field)
      : profile_(profile), estimates_(estimates), by_(by), field_(field), groups_(group(profile, by)), sums_(groups_.rows.size()) {}

  Summary run() {
    const std::vector<Link> links = links_of(profile_, groups_);
    const std::vector<bool> outermost = outermost_nodes(links, groups_.rows.size());
    const profile::CostOfCounting cost(profile_);
    for (std::size_t i = 0; i < profile_.nodes.size(); ++i) {
      const Node& node = profile_.nodes[i];
      if (node.parent == kNone) summary_.total += estimates_.total[i];
      if (node.site == kNone) continue;
      const std::uint32_t group = links[i].group;
      Row& row = groups_.rows[group];
      Sums& sums = sums_[group];
      add_calls(row, sums, node);
      row.counting += static_cast<double>(node.measure.calls) * cost(node.measure.calls);
      if (!row.is_async) add_reconciled(sums, node, estimates_, i);
      row.self += estimates_.self[i];
      row.live_self += estimates_.memory_of(i).live_self;
      if (outermost[i]) add_outermost(row, sums, node, estimates_, i);
      add_edge(node.parent == kNone ? kNone : links[node.parent].group, group, node.measure.calls,
               outermost[i] ? estimates_.total[i] : 0);
    }
    add_collected(links, outermost);
    if (by_ == GroupBy::function || by_ == GroupBy::field) add_groups(links, outermost);
    return by_ == GroupBy::field ? only_parts() : finish_all();
  }

 private:
  using Values = std::vector<std::pair<std::string, std::string>>;

  // Fields and values of a part; only `field_` where one is wanted. Empty: nothing of that.
  [[nodiscard]] Values values_of(const profile::Grouped& grouped) const {
    Values out;
    const std::vector<std::string> fields = profile::group_fields(profile_.sites[profile_.nodes[grouped.node].site]);
    for (std::size_t i = 0; i != fields.size(); ++i) {
      if (!field_.empty() && fields[i] != field_) continue;
      const std::string value = grouped.is_rest ? "(other)" : i < grouped.values.size() ? grouped.values[i] : std::string();
      out.emplace_back(fields[i], value.empty() ? "(none)" : value);
    }
    return out;
  }

  void add_groups(const std::vector<Link>& links, const std::vector<bool>& outermost) {
    struct Part {
      Row row;
      Sums sums;
    };
    std::map<std::pair<std::uint32_t, Values>, Part> parts;
    for (const profile::Grouped& grouped : profile_.grouped) {
      Values values = values_of(grouped);
      if (values.empty()) continue;
      const std::uint32_t group = links[grouped.node].group;
      const auto [at, fresh] = parts.try_emplace({group, values});
      auto& [row, sums] = at->second;
      const Row& whole = groups_.rows[group];
      if (fresh) {
        row.name = whole.name;
        for (const auto& [field, value] : values) row.name += (&field == &values.front().first ? " {" : ", ") + field + "=" + value;
        row.name += "}";
        row.function = whole.function;
        row.file = whole.file;
        row.line = whole.line;
        row.column = whole.column;
        row.is_async = whole.is_async;
        row.group = std::move(values);
      }
      const Measure& measure = grouped.measure;
      Node node;
      node.thread = profile_.nodes[grouped.node].thread;
      node.measure = measure;
      add_calls(row, sums, node);
      if (!outermost[grouped.node]) continue;
      row.total += row.is_async ? measure.active_time * measure.scale() : measure.total_time();
      row.allocated += measure.allocated_bytes * measure.memory_scale();
      row.live += (measure.allocated_bytes - measure.freed_bytes) * measure.memory_scale();
      row.allocations += measure.allocations * measure.memory_scale();
      const double error = measure.measured == 1 ? 0 : measure.total_error();
      sums.variance += error * error;
    }
    for (auto& [key, part] : parts) {
      finish(part.row, part.sums);
      groups_.rows[key.first].groups.push_back(std::move(part.row));
    }
    for (Row& row : groups_.rows)
      std::stable_sort(row.groups.begin(), row.groups.end(), [](const Row& a, const Row& b) { return a.total > b.total; });
  }

  Summary only_parts() {
    for (Row& row : groups_.rows)
      for (Row& part : row.groups) summary_.rows.push_back(std::move(part));
    summary_.edges.clear();
    return std::move(summary_);
  }

  void add_collected(const std::vector<Link>& links, const std::vector<bool>& outermost) {
    for (const profile::Collected& collected : profile_.collected) {
      if (!outermost[collected.node]) continue;
      std::vector<RowCollected>& of = groups_.rows[links[collected.node].group].collected;
      auto known = std::find_if(of.begin(), of.end(), [&](const RowCollected& row) { return row.collector == collected.collector; });
      if (known == of.end()) known = of.insert(of.end(), {collected.collector, std::vector<profile::CollectedValue>(collected.values.size()), {}});
      for (std::size_t i = 0; i != std::min(known->values.size(), collected.values.size()); ++i) known->values[i].merge(collected.values[i]);
      for (const profile::CollectedText& text : collected.texts) add_text(known->texts, text);
    }
    for (Row& row : groups_.rows) {
      std::sort(row.collected.begin(), row.collected.end(), [](const RowCollected& a, const RowCollected& b) { return a.collector < b.collector; });
      for (RowCollected& of : row.collected)
        std::sort(of.texts.begin(), of.texts.end(), [&](const profile::CollectedText& a, const profile::CollectedText& b) {
          if (a.field != b.field) return a.field < b.field;
          if (a.value.total != b.value.total) return a.value.total > b.value.total;
          return profile_.texts[a.text] < profile_.texts[b.text];
        });
    }
  }

  static void add_text(std::vector<profile::CollectedText>& into, const profile::CollectedText& text) {
    for (profile::CollectedText& known : into)
      if (known.field == text.field && known.text == text.text) return known.value.merge(text.value);
    into.push_back(text);
  }

  void add_edge(std::uint32_t caller, std::uint32_t callee, std::uint64_t calls, double time) {
    const auto fresh = static_cast<std::uint32_t>(summary_.edges.size());
    const std::uint32_t at = edges_.find_or_insert(caller, callee, fresh);
    if (at == fresh) summary_.edges.push_back({caller, callee, 0, 0});
    summary_.edges[at].calls += calls;
    summary_.edges[at].time += time;
  }

  // The runtime's own sum knows of memory and arguments too: it is shared by what calls take without.
  void add_overhead() {
    const double extra = std::max(0.0, profile_.cost_of_measured_call - profile_.cost_of_counted_call);
    double sum = 0;
    for (Row& row : summary_.rows) {
      row.measuring = static_cast<double>(row.measured) * extra;
      sum += row.counting + row.measuring;
    }
    const double factor = sum > 0 && profile_.overhead_time > 0 ? profile_.overhead_time / sum : 1;
    for (Row& row : summary_.rows) {
      row.counting *= factor;
      row.measuring *= factor;
    }
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
    add_overhead();
    return std::move(summary_);
  }

  const Profile& profile_;
  const Estimates& estimates_;
  GroupBy by_;
  std::string_view field_;
  Groups groups_;
  std::vector<Sums> sums_;
  FlatIndex edges_;
  Summary summary_;
};

}  // namespace

double Row::quantile(double q) const { return std::clamp(distribution.quantile(q), min, std::max(min, max)); }

double Row::exception_rate() const {
  return calls == 0 ? 0 : static_cast<double>(exceptions) / static_cast<double>(calls);
}

double Row::memory_efficiency() const { return allocated <= 0 ? 1 : std::clamp(1 - live / allocated, 0.0, 1.0); }

Summary summarize(const Profile& profile, const Estimates& estimates, GroupBy by, std::string_view field) {
  return Summing(profile, estimates, by, field).run();
}

}  // namespace scopegraft::report
