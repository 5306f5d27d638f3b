#include <array>
#include <functional>
#include <set>
#include <utility>

#include "../collected_columns.h"
#include "../utf8.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

constexpr double kSecond = 1e9;                                                        // in ns
constexpr std::array kBounds = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0};  // seconds

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : one_line_of_utf8(text)) {
    if (c == '\\' || c == '"') out += '\\';
    out += c;
  }
  return out;
}

std::string labels_of(const Row& row) {
  return "function=\"" + escaped(row.name) + "\",file=\"" + escaped(row.file) + "\",line=\"" +
         std::to_string(row.line) + "\"";
}

// A field may be "request.user_id", a label not.
std::string label_name(std::string name) {
  for (char& c : name) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!good) c = '_';
  }
  return (name.empty() || (name[0] >= '0' && name[0] <= '9') || name.starts_with("__") ? "field_" : "") + name;
}

std::string labels_of_part(const Row& whole, const Row& part) {
  std::string out = labels_of(whole);
  for (const auto& [field, value] : part.group) {
    const std::string name = label_name(field);
    const bool taken = name == "function" || name == "file" || name == "line";
    out += "," + (taken ? "field_" + name : name) + "=\"" + escaped(value) + "\"";
  }
  return out;
}

class Metrics {
 public:
  explicit Metrics(const Report& report) : report_(report) {}

  using Value = std::function<double(const Row&)>;
  using Condition = std::function<bool(const Row&)>;

  void of_rows(const std::string& name, const char* type, const char* help, const Condition& known,
               const Value& value) {
    bool headed = false;
    for (const std::uint32_t i : report_.chosen) {
      const Row& row = report_.summary.rows[i];
      if (!known(row)) continue;
      if (!headed) head(name, type, help);
      headed = true;
      out_ += name + "{" + labels_of(row) + "} " + number(value(row)) + "\n";
    }
  }

  void of_parts(const std::string& name, const char* type, const char* help, const Condition& known, const Value& value) {
    bool headed = false;
    for (const std::uint32_t i : report_.chosen) {
      const Row& row = report_.summary.rows[i];
      for (const Row& part : row.groups) {
        if (!known(part)) continue;
        if (!std::exchange(headed, true)) head(name, type, help);
        out_ += name + "{" + labels_of_part(row, part) + "} " + number(value(part)) + "\n";
      }
    }
  }

  void one(const std::string& name, const char* type, const char* help, const std::string& labels, double value) {
    if (heads_.insert(name).second) head(name, type, help);
    out_ += name + (labels.empty() ? "" : "{" + labels + "}") + " " + number(value) + "\n";
  }

  // Cumulative counts below each bound, scaled to the exact number of calls.
  void histograms() {
    const std::string name = "scopegraft_call_duration_seconds";
    head(name, "histogram", "Duration of single calls, with the calls inside.");
    for (const std::uint32_t i : report_.chosen) {
      const Row& row = report_.summary.rows[i];
      const double weight = row.distribution.total();
      if (weight <= 0) continue;
      const double scale = static_cast<double>(row.calls) / weight;
      const auto bins = row.distribution.bins();
      auto bin = bins.begin();
      double below = 0;
      for (const double bound : kBounds) {
        for (; bin != bins.end() && static_cast<double>(bin->end) - 1 <= bound * kSecond; ++bin) below += bin->weight;
        out_ += name + "_bucket{" + labels_of(row) + ",le=\"" + number(bound) + "\"} " + number(below * scale) + "\n";
      }
      const std::string calls = std::to_string(row.calls);
      out_ += name + "_bucket{" + labels_of(row) + ",le=\"+Inf\"} " + calls + "\n";
      out_ +=
          name + "_sum{" + labels_of(row) + "} " + number(row.mean * static_cast<double>(row.calls) / kSecond) + "\n";
      out_ += name + "_count{" + labels_of(row) + "} " + calls + "\n";
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void head(const std::string& name, const char* type, const char* help) {
    out_ += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
  }

  const Report& report_;
  std::string out_;
  std::set<std::string> heads_;
};

// A collector's columns: sums are counters, in base units; the names of a program's own collectors may hold "::".
void collected(Metrics& metrics, const Report& report) {
  using Part = CollectedColumn::Part;
  using Unit = CollectedColumn::Unit;
  const profile::Profile& profile = *report.profile;
  for (const CollectedColumn& column : collected_columns(report)) {
    const profile::Collector& collector = profile.collectors[column.collector];
    std::string name = "scopegraft_" + collector.name + "_" + collector.fields[column.field].name;
    for (char& c : name) {
      const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!good) c = '_';
    }
    if (column.unit == Unit::time) name += "_seconds";
    if (column.unit == Unit::bytes) name += "_bytes";
    // A program's own numbers may sink.
    const bool counts = column.part == Part::total && (column.unit == Unit::whole || column.unit == Unit::time);
    name += column.part == Part::max ? "_max" : column.part == Part::share ? "_ratio" : counts ? "_total" : "";
    const std::string help = "Of the collector " + escaped(collector.name) + ": " + escaped(column.title) + ", in the function and what it called.";
    metrics.of_rows(
        name, counts ? "counter" : "gauge", help.c_str(),
        [&](const Row& row) { return value_of(row, profile, column).has_value(); },
        [&](const Row& row) { return *value_of(row, profile, column) / (column.unit == Unit::time ? kSecond : 1); });
  }
}

void dropped(Metrics& metrics, const profile::Dropped& of) {
  const auto say = [&](const char* kind, std::uint64_t count) {
    metrics.one("scopegraft_dropped_total", "counter", "What found no room in the profile, and spans that no file or collector took.",
                "kind=\"" + std::string(kind) + "\"", static_cast<double>(count));
  };
  say("sites", of.sites);
  say("nodes", of.nodes);
  say("threads", of.threads);
  say("events", of.events);
  say("spans", of.spans);
}

}  // namespace

// Format: "Text-based format" of Prometheus' exposition formats, version 0.0.4.
std::string prometheus(const Report& report, const Options& options) {
  Metrics metrics(report);
  const auto always = [](const Row&) { return true; };
  const auto timed = [](const Row& row) { return row.measured != 0; };
  const auto memory = [](const Row& row) { return row.memory_measured != 0; };
  metrics.of_rows("scopegraft_calls_total", "counter", "Calls of the function.", always,
                  [](const Row& row) { return static_cast<double>(row.calls); });
  if (options.include_exceptions) {
    metrics.of_rows("scopegraft_exceptions_total", "counter", "Calls of the function that an exception left.", always,
                    [](const Row& row) { return static_cast<double>(row.exceptions); });
  }
  metrics.of_rows("scopegraft_self_seconds_total", "counter", "Time in the function itself.", timed,
                  [](const Row& row) { return row.self / kSecond; });
  metrics.histograms();
  if (options.include_memory) {
    metrics.of_rows("scopegraft_memory_peak_bytes", "gauge", "Largest peak above entry of one call.", memory,
                    [](const Row& row) { return row.peak; });
    metrics.of_rows("scopegraft_memory_kept_bytes", "gauge", "Bytes allocated and not freed within the calls.", memory,
                    [](const Row& row) { return row.live; });
  }
  collected(metrics, report);
  metrics.of_parts("scopegraft_group_calls_total", "counter", "Calls of the function by context fields.", always,
                   [](const Row& part) { return static_cast<double>(part.calls); });
  metrics.of_parts("scopegraft_group_seconds_total", "counter", "Time of these calls, with the calls inside.", timed,
                   [](const Row& part) { return part.wall / kSecond; });
  if (options.include_exceptions)
    metrics.of_parts("scopegraft_group_exceptions_total", "counter", "How many of these calls an exception left.", always,
                     [](const Row& part) { return static_cast<double>(part.exceptions); });
  if (options.include_memory) {
    metrics.of_parts("scopegraft_group_allocated_bytes_total", "counter", "Bytes that these calls allocated, with the calls inside.", memory,
                     [](const Row& part) { return part.allocated; });
    metrics.of_parts("scopegraft_group_memory_kept_bytes", "gauge", "Bytes allocated and not freed within these calls.", memory,
                     [](const Row& part) { return part.live; });
  }
  metrics.one("scopegraft_overhead_seconds_total", "counter", "Time that profiling itself took.", "",
              report.profile->overhead_time / kSecond);
  dropped(metrics, report.profile->dropped);
  return metrics.take();
}

}  // namespace scopegraft::report::writers
