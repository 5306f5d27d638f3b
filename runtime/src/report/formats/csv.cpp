#include "../collected_columns.h"
#include "../utf8.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

// RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe: names come from strangers.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@").find(text[0]) != std::string_view::npos) out += '\'';
  for (const char c : one_line_of_utf8(text)) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

constexpr double kUnknown = -1;
std::string milliseconds(const Row& row, double ns) { return row.measured == 0 || ns == kUnknown ? "" : number(ns / kMillisecond); }

}  // namespace

std::string csv(const Report& report, const Options& options) {
  std::string out =
      "name,file,line,call_count,measured_count,execution_time_ms,execution_time_error_ms,self_time_ms,"
      "avg_execution_time_ms,min_ms,max_ms,stddev_ms,p50_ms,p90_ms,p99_ms";
  if (options.include_exceptions) out += ",exception_count";
  if (options.include_memory) out += ",memory_peak_mb,memory_delta_mb,avg_args_size_kb";
  const std::vector<CollectedColumn> collected = collected_columns(report);
  for (const CollectedColumn& column : collected)
    out += ',' + report.profile->collectors[column.collector].name + '.' + column.name;
  out += "\r\n";
  for (const std::uint32_t i : report.chosen) {
    const Row& row = report.summary.rows[i];
    out += quoted(row.name) + ',' + quoted(row.file) + ',' + std::to_string(row.line) + ',' +
           std::to_string(row.calls) + ',' + std::to_string(row.measured);
    for (const double ns : {row.wall, row.total_error, row.group.empty() ? row.self : kUnknown, row.mean, row.min, row.max, row.stddev,
                            row.quantile(0.5), row.quantile(0.9), row.quantile(0.99)}) {
      out += ',' + milliseconds(row, ns);
    }
    if (options.include_exceptions) out += ',' + std::to_string(row.exceptions);
    if (options.include_memory) {
      const bool known = row.memory_measured != 0;
      out += ',' + (known ? number(row.peak / kMegabyte) : "") + ',' + (known ? number(row.live / kMegabyte) : "") +
             ',' + (row.args_measured != 0 ? number(row.args_mean / kKilobyte) : "");
    }
    for (const CollectedColumn& column : collected) {
      const auto value = value_of(row, *report.profile, column);
      out += ',' + (value ? number(in_machine_unit(*value, column.unit)) : "");
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace scopegraft::report::writers
