#include <algorithm>

#include "live/process.h"
#include "live/snapshot.h"
#include "report/collected_columns.h"
#include "scopegraft/scopegraft.h"

namespace scopegraft {
namespace {

constexpr double kMegabyte = 1024.0 * 1024.0, kMillisecond = 1e6;

// A call inside another call of the same function does not add to the function's time.
bool is_inner(const profile::Profile& profile, const profile::Node& node) {
  for (std::uint32_t at = node.parent; at != profile::Node::kNone; at = profile.nodes[at].parent)
    if (profile.nodes[at].site == node.site) return true;
  return false;
}

struct Sum {
  profile::Measure all;
  double outer_time = 0;
};

FunctionMetrics metrics_of(const std::string& name, const Sum& sum) {
  const profile::Measure& all = sum.all;
  FunctionMetrics out;
  out.name = name;
  out.call_count = all.calls;
  out.exception_count = all.exceptions;
  out.execution_time_ms = sum.outer_time / kMillisecond;
  out.avg_execution_time_ms = all.mean_time() / kMillisecond;
  if (all.args_measured != 0) out.avg_args_size_kb = all.args_bytes / static_cast<double>(all.args_measured) / 1024;
  out.memory_peak_mb = all.peak_bytes / kMegabyte;
  if (all.memory_measured != 0) {
    const double scale = static_cast<double>(all.calls) / static_cast<double>(all.memory_measured);
    const double held = all.allocated_bytes - all.freed_bytes;
    out.memory_delta_mb = held * scale / kMegabyte;
    if (all.allocated_bytes > 0) out.memory_efficiency_score = std::clamp(1 - held / all.allocated_bytes, 0.0, 1.0);
  }
  return out;
}

// Of the functions that `wanted` takes, by the name shown and then "collector.column".
template <typename Wanted>
std::map<std::string, std::map<std::string, double>> collected(const profile::Profile& profile, Wanted wanted) {
  std::map<std::string, std::map<std::string, double>> out;
  if (profile.collected.empty()) return out;
  const report::Report report = report::build(profile, {});
  std::map<std::string, report::Row> joined;  // functions of one name, as their metrics are
  for (const report::Row& row : report.summary.rows)
    if (wanted(row)) report::join_collected(joined[row.name], row);
  for (const auto& [name, row] : joined)
    for (const report::RowCollected& of : row.collected)
      for (const report::CollectedColumn& column : report::columns_of(profile.collectors[of.collector], of.collector))
        if (const auto value = report::value_of(row, profile, column))
          out[name][profile.collectors[of.collector].name + "." + column.name] = report::in_machine_unit(*value, column.unit);
  return out;
}

template <typename Wanted>
std::map<std::string, Sum> sums(const profile::Profile& profile, Wanted wanted) {
  std::map<std::string, Sum> out;
  for (const profile::Node& node : profile.nodes) {
    if (node.site == profile::Node::kNone || !wanted(profile.sites[node.site])) continue;
    Sum& sum = out[profile.sites[node.site].name];
    sum.all.merge(node.measure);
    if (!is_inner(profile, node)) sum.outer_time += node.measure.total_time();
  }
  return out;
}

}  // namespace

bool is_profiling_enabled() noexcept {
  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  if (thread.sg_busy != 0) return live::process.phase.load(std::memory_order_acquire) == live::Phase::kReady;
  const live::KeepErrno keep;
  const live::Busy busy(thread);
  return live::start_process();
}

FunctionMetrics get_function_metrics(std::string_view name) {
  const profile::Profile profile = live::snapshot();
  const auto found = sums(profile, [&](const profile::Site& site) { return site.name == name || site.function == name; });
  Sum all;
  for (const auto& [shown, sum] : found) {
    all.all.merge(sum.all);
    all.outer_time += sum.outer_time;
  }
  FunctionMetrics out = metrics_of(found.empty() ? std::string(name) : found.begin()->first, all);
  for (auto& [shown, values] : collected(profile, [&](const report::Row& row) { return row.name == name || row.function == name; }))
    out.collected = std::move(values);
  return out;
}

std::map<std::string, FunctionMetrics> get_function_metrics() {
  const profile::Profile profile = live::snapshot();
  std::map<std::string, FunctionMetrics> out;
  for (const auto& [name, sum] : sums(profile, [](const profile::Site&) { return true; })) out.emplace(name, metrics_of(name, sum));
  for (auto& [name, values] : collected(profile, [](const report::Row&) { return true; })) out[name].collected = std::move(values);
  return out;
}

}  // namespace scopegraft
