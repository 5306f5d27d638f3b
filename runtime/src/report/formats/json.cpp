#include <algorithm>

#include "../collected_columns.h"
#include "../json_writer.h"
#include "format.h"
#include "scopegraft/profile/cost_of_counting.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

using profile::Profile;

// Times of a row without a measured call are unknown, which is null and not 0.
void time_field(JsonWriter& json, std::string_view key, const Row& row, double ns) {
  json.key(key);
  if (row.measured == 0) {
    json.null();
  } else {
    json.value(ns / kMillisecond);
  }
}

void moment(JsonWriter& json, std::string_view key, std::uint64_t ns) {
  json.key(key);
  if (ns == 0) {
    json.null();
  } else {
    json.value(iso_time(ns));
  }
}

void process_fields(JsonWriter& json, const Profile& profile, bool compensated) {
  json.field("program", profile.program);
  json.key("processes").begin_array();
  for (const std::uint64_t id : profile.processes) json.value(id);
  json.end_array();
  moment(json, "started", profile.started);
  moment(json, "ended", profile.ended);
  json.field("clean_exit", profile.clean_exit);
  json.field("wall_time_ms",
             static_cast<double>(profile.ended - std::min(profile.started, profile.ended)) / kMillisecond);
  json.field("cpu_time_ms", profile.cpu_time / kMillisecond);
  json.field("rss_peak_mb", profile.rss_peak_bytes / kMegabyte);
  json.field("threads", static_cast<std::uint64_t>(profile.threads.size()));
  json.key("overhead").begin_object();
  json.field("time_ms", profile.overhead_time / kMillisecond);
  json.field("share", profile.cpu_time > 0 ? profile.overhead_time / profile.cpu_time : 0);
  json.field("budget", profile.overhead_budget);
  json.field("measured_call_ns", profile.cost_of_measured_call);
  json.field("counted_call_ns", profile::mean_cost_of_counting(profile));
  json.field("not_inlined_ms", time_of_lost_inlining(profile) / kMillisecond);
  json.field("compensated", compensated);
  json.end_object();
  json.key("dropped").begin_object();
  json.field("sites", profile.dropped.sites).field("nodes", profile.dropped.nodes);
  json.field("threads", profile.dropped.threads).field("events", profile.dropped.events);
  json.field("spans", profile.dropped.spans).end_object();
}

// Of single calls.
void spread_fields(JsonWriter& json, const Row& row) {
  time_field(json, "min_ms", row, row.min);
  time_field(json, "max_ms", row, row.max);
  time_field(json, "stddev_ms", row, row.stddev);
  time_field(json, "p50_ms", row, row.quantile(0.5));
  time_field(json, "p90_ms", row, row.quantile(0.9));
  time_field(json, "p99_ms", row, row.quantile(0.99));
  if (row.is_async) {
    time_field(json, "active_time_ms", row, row.total);
    time_field(json, "suspended_time_ms", row, std::max(0.0, row.wall - row.total));
    json.field("suspensions", row.suspensions).field("abandoned", row.abandoned);
  }
}

void time_fields(JsonWriter& json, const Row& row, bool windows) {
  time_field(json, "execution_time_ms", row, row.wall);
  time_field(json, "avg_execution_time_ms", row, row.mean);
  if (windows) return;
  time_field(json, "execution_time_error_ms", row, row.total_error);
  time_field(json, "avg_execution_time_error_ms", row, row.mean_error);
  time_field(json, "self_time_ms", row, row.self);
  spread_fields(json, row);
}

// Of the calls of a function that ended with these values of context fields: no self time.
void part_times(JsonWriter& json, const Row& row) {
  time_field(json, "execution_time_ms", row, row.wall);
  time_field(json, "execution_time_error_ms", row, row.total_error);
  time_field(json, "avg_execution_time_ms", row, row.mean);
  spread_fields(json, row);
}

void group_values(JsonWriter& json, const Row& row) {
  json.key("group").begin_object();
  for (const auto& [field, value] : row.group) json.field(field, std::string_view(value));
  json.end_object();
}

// Null: memory was not measured.
void memory_field(JsonWriter& json, std::string_view key, const Row& row, double value) {
  json.key(key);
  if (row.memory_measured != 0) {
    json.value(value);
  } else {
    json.null();
  }
}

// Inclusive: what the calls inside did is in it.
void part_memory(JsonWriter& json, const Row& row) {
  memory_field(json, "memory_peak_mb", row, row.peak / kMegabyte);
  memory_field(json, "memory_delta_mb", row, row.live / kMegabyte);
  memory_field(json, "memory_allocated_mb", row, row.allocated / kMegabyte);
  memory_field(json, "allocations", row, row.allocations);
  memory_field(json, "memory_efficiency_score", row, row.memory_efficiency());
}

void memory_fields(JsonWriter& json, const Row& row, bool knows_growth) {
  part_memory(json, row);
  memory_field(json, "memory_kept_mb", row, row.live_self / kMegabyte);
  if (knows_growth) memory_field(json, "memory_growth_mb", row, row.growth / kMegabyte);
  json.key("avg_args_size_kb");
  if (row.args_measured == 0) {
    json.null();
  } else {
    json.value(row.args_mean / kKilobyte);
  }
}

void collected_fields(JsonWriter& json, const Row& row, const Profile& profile) {
  if (row.collected.empty()) return;
  json.key("collected").begin_object();
  for (const RowCollected& of : row.collected) {
    const profile::Collector& collector = profile.collectors[of.collector];
    json.key(collector.name).begin_object();
    for (const CollectedColumn& column : columns_of(collector, of.collector)) {
      json.key(column.name);
      if (const auto value = value_of(row, profile, column)) {
        json.value(in_machine_unit(*value, column.unit));
      } else {
        json.null();
      }
    }
    for (std::uint32_t field = 0; field < collector.fields.size(); ++field) {
      const profile::Collector::Kind kind = collector.fields[field].kind;
      const bool timed = kind == profile::Collector::Kind::text_time;
      if (!timed && kind != profile::Collector::Kind::text) continue;
      json.key(collector.fields[field].name).begin_array();
      for (const profile::CollectedText& text : of.texts) {
        if (text.field != field) continue;
        json.begin_object().field("text", profile.texts[text.text]).field("count", text.value.count);
        if (timed) json.field("total_ms", text.value.total / kMillisecond).field("max_ms", text.value.max / kMillisecond);
        json.end_object();
      }
      json.end_array();
    }
    json.end_object();
  }
  json.end_object();
}

void group_list(JsonWriter& json, const Row& row, const Options& options) {
  if (row.groups.empty()) return;
  json.key("groups").begin_array();
  for (const Row& part : row.groups) {
    json.begin_object();
    group_values(json, part);
    json.field("call_count", part.calls).field("measured_count", part.measured);
    part_times(json, part);
    if (options.include_exceptions) json.field("exception_count", part.exceptions).field("exception_rate", part.exception_rate());
    if (options.include_memory) part_memory(json, part);
    json.end_object();
  }
  json.end_array();
}

void function_object(JsonWriter& json, const Report& report, std::uint32_t index, const Options& options) {
  const Row& row = report.summary.rows[index];
  json.begin_object();
  json.field("name", row.name);
  if (!row.function.empty()) json.field("function", row.function);
  if (!row.file.empty()) json.field("file", row.file);
  if (row.line != 0) json.field("line", row.line).field("column", row.column);
  if (!row.group.empty()) group_values(json, row);
  json.field("call_count", row.calls).field("measured_count", row.measured);
  if (row.group.empty())
    time_fields(json, row, options.start != 0 || options.end != 0);
  else
    part_times(json, row);
  if (row.group.empty() && options.start == 0 && options.end == 0) json.field("overhead_ms", (row.counting + row.measuring) / kMillisecond);
  if (options.include_exceptions) {
    json.field("exception_count", row.exceptions).field("exception_rate", row.exception_rate());
  }
  if (options.include_memory && row.group.empty()) memory_fields(json, row, report.summary.knows_growth);
  if (options.include_memory && !row.group.empty()) part_memory(json, row);
  collected_fields(json, row, *report.profile);
  group_list(json, row, options);
  moment(json, "first_seen", row.first_seen);
  moment(json, "last_seen", row.last_seen);
  json.field("threads", row.threads);
  json.end_object();
}

void edge_list(JsonWriter& json, const Report& report) {
  json.key("edges").begin_array();
  for (const Edge& edge : report.summary.edges) {
    json.begin_object().key("caller");
    if (edge.caller == kNone) {
      json.null();
    } else {
      json.value(report.summary.rows[edge.caller].name);
    }
    json.field("callee", report.summary.rows[edge.callee].name).field("call_count", edge.calls);
    json.field("execution_time_ms", edge.time / kMillisecond).end_object();
  }
  json.end_array();
}

void leader_lists(JsonWriter& json, const Report& report, const Options& options) {
  const auto list = [&](std::string_view key, const std::vector<std::uint32_t>& rows, const auto& fields) {
    json.key(key).begin_array();
    for (const std::uint32_t i : rows) {
      const Row& row = report.summary.rows[i];
      json.begin_object().field("name", row.name);
      fields(row);
      json.end_object();
    }
    json.end_array();
  };
  list("slowest_functions", report.slowest_functions, [&](const Row& row) {
    json.field("avg_execution_time_ms", row.mean / kMillisecond).field("call_count", row.calls);
  });
  if (options.include_memory) {
    list("memory_leaders", report.memory_leaders, [&](const Row& row) {
      json.field("memory_peak_mb", row.peak / kMegabyte).field("memory_delta_mb", row.live / kMegabyte);
    });
  }
  if (options.include_exceptions) {
    list("exception_leaders", report.exception_leaders, [&](const Row& row) {
      json.field("exception_rate", row.exception_rate()).field("exception_count", row.exceptions);
    });
  }
}

// What grows, of the functions that keep memory; the most first.
void leak_list(JsonWriter& json, const Report& report) {
  json.key("leaks").begin_array();
  for (const std::uint32_t i : report.leaks) {
    const Row& row = report.summary.rows[i];
    json.begin_object().field("name", row.name).field("memory_kept_mb", row.live_self / kMegabyte);
    if (report.summary.knows_growth) json.field("memory_growth_mb", row.growth / kMegabyte);
    json.field("call_count", row.calls).end_object();
  }
  json.end_array();
}

void resident_list(JsonWriter& json, const Profile& profile) {
  json.key("resident_memory").begin_array();
  if (profile.processes.size() == 1) {
    for (const profile::Window& window : profile.windows) {
      json.begin_object();
      moment(json, "end", window.end);
      json.field("rss_mb", window.resident / kMegabyte).field("rss_max_mb", window.resident_most / kMegabyte).end_object();
    }
  }
  json.end_array();
}

void slow_call_list(JsonWriter& json, const Profile& profile) {
  const auto pairs = [&](std::string_view key, const auto& values) {
    json.key(key).begin_object();
    for (const auto& [name, value] : values) json.field(name, value);
    json.end_object();
  };
  json.key("slow_calls").begin_array();
  for (const profile::SlowCall& call : profile.slow_calls) {
    json.begin_object().field("name", profile.sites[call.site].name);
    json.field("begin_ms", call.begin / kMillisecond).field("duration_ms", call.duration / kMillisecond);
    pairs("arguments", call.arguments);
    pairs("context", call.context);
    json.key("calls").begin_array();
    for (const profile::Event& event : call.events) {
      json.begin_object().field("name", profile.sites[event.site].name).field("depth", event.depth);
      json.field("begin_ms", event.begin / kMillisecond)
          .field("duration_ms", event.duration / kMillisecond)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

std::string json(const Report& report, const Options& options) {
  JsonWriter json;
  json.begin_object();
  json.field("scopegraft_report", std::uint64_t{1});
  process_fields(json, *report.profile, options.compensation == Compensation::on);
  if (const auto names = unregistered_collectors(*report.profile); !names.empty()) {
    json.key("unregistered_collectors").begin_array();
    for (const std::string& name : names) json.value(name);
    json.end_array();
  }
  leader_lists(json, report, options);
  json.key("functions").begin_array();
  for (const std::uint32_t i : report.chosen) function_object(json, report, i, options);
  json.end_array();
  edge_list(json, report);
  slow_call_list(json, *report.profile);
  if (options.include_memory) {
    leak_list(json, report);
    resident_list(json, *report.profile);
  }
  json.end_object();
  return json.take();
}

}  // namespace scopegraft::report::writers
