// The data of the HTML page, by columns and without names twice: 10^5 call paths stay below ten megabytes. The page
// itself (tool/html) is given by the caller, so that programs that link this house carry no script.
#include <algorithm>
#include <cmath>
#include <functional>

#include "../collected_columns.h"
#include "../json_writer.h"
#include "format.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

namespace {

using profile::Profile;

constexpr std::size_t kMostPaths = 200'000;
constexpr std::string_view kMark = "@data@";

// The largest paths. A path is never larger than its parent, so what is kept is a tree.
std::vector<PathNode> largest(std::vector<PathNode> paths) {
  if (paths.size() <= kMostPaths) return paths;
  std::vector<double> totals;
  for (const PathNode& path : paths) totals.push_back(path.total);
  std::nth_element(totals.begin(), totals.begin() + kMostPaths, totals.end(), std::greater<>());
  const double least = totals[kMostPaths];
  std::vector<PathNode> kept;
  std::vector<std::uint32_t> moved(paths.size(), kNone);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const bool has_place = i == 0 || moved[paths[i].parent] != kNone;
    if (!has_place || (i != 0 && paths[i].total <= least)) continue;
    moved[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(paths[i]);
    if (i != 0) kept.back().parent = moved[paths[i].parent];
  }
  return kept;
}

class Page {
 public:
  Page(const Report& report, const Options& options)
      : profile_(*report.profile), estimates_(report.estimates), summary_(summarize(profile_, estimates_)),
        compensated_(options.compensation == Compensation::on) {}

  std::string data() {
    json_.begin_object();
    process();
    collectors();
    json_.key("functions").begin_array();
    for (const Row& row : summary_.rows) function(row);
    json_.end_array();
    edges();
    tree();
    windows();
    slow_calls();
    json_.end_object();
    return json_.take();
  }

 private:
  void process() {
    json_.field("program", profile_.program).field("clean", profile_.clean_exit);
    json_.field("started", profile_.started == 0 ? "" : iso_time(profile_.started));
    json_.field("wall", static_cast<double>(profile_.ended - std::min(profile_.started, profile_.ended)));
    json_.field("cpu", profile_.cpu_time).field("overhead", profile_.overhead_time);
    json_.field("notInlined", time_of_lost_inlining(profile_)).field("compensated", compensated_);
    json_.field("budget", profile_.overhead_budget).field("rssPeak", profile_.rss_peak_bytes);
    json_.key("processes").begin_array();
    for (const std::uint64_t id : profile_.processes) json_.value(id);
    json_.end_array().key("threads").begin_array();
    for (const profile::Thread& thread : profile_.threads) json_.value(thread.name);
    json_.end_array().key("dropped").begin_object();
    json_.field("functions", profile_.dropped.sites).field("call paths", profile_.dropped.nodes);
    json_.field("threads", profile_.dropped.threads).field("events", profile_.dropped.events);
    json_.field("spans", profile_.dropped.spans).end_object();
  }

  // Columns by collector; a function has its values in the same order.
  void collectors() {
    constexpr std::string_view kUnits[] = {"number", "number", "bytes", "time", "share"};
    json_.key("collectors").begin_array();
    for (std::uint32_t i = 0; i < profile_.collectors.size(); ++i) {
      json_.begin_object().field("name", profile_.collectors[i].name).key("columns").begin_array();
      for (const CollectedColumn& column : columns_of(profile_.collectors[i], i)) {
        json_.begin_array().value(column.title).value(kUnits[static_cast<unsigned>(column.unit)]).end_array();
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void collected(const Row& row) {
    if (row.collected.empty()) return;
    json_.key("collected").begin_array();
    for (const RowCollected& of : row.collected) {
      const profile::Collector& collector = profile_.collectors[of.collector];
      json_.begin_object().field("collector", of.collector).key("values").begin_array();
      for (const CollectedColumn& column : columns_of(collector, of.collector)) {
        const auto value = value_of(row, profile_, column);
        if (value) {
          json_.value(column.unit == CollectedColumn::Unit::share ? *value : rounded(*value));
        } else {
          json_.null();
        }
      }
      json_.end_array().key("texts").begin_array();
      for (const profile::CollectedText& text : of.texts) {
        const bool timed = collector.fields[text.field].kind == profile::Collector::Kind::text_time;
        json_.begin_array().value(profile_.texts[text.text]).value(text.value.count);
        if (timed) json_.value(rounded(text.value.total)).value(rounded(text.value.max));
        json_.end_array();
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void function(const Row& row) {
    json_.begin_object().field("name", row.name).field("function", row.function).field("file", row.file);
    json_.field("line", row.line).field("calls", row.calls).field("measured", row.measured);
    json_.field("exceptions", row.exceptions).field("threads", row.threads);
    json_.field("total", rounded(row.total)).field("error", rounded(row.total_error)).field("self", rounded(row.self));
    json_.field("mean", rounded(row.mean)).field("meanError", rounded(row.mean_error));
    json_.field("min", rounded(row.min)).field("max", rounded(row.max)).field("stddev", rounded(row.stddev));
    json_.field("p50", row.quantile(0.5)).field("p90", row.quantile(0.9));
    json_.field("p99", row.quantile(0.99));
    json_.field("memory", row.memory_measured != 0);
    if (row.memory_measured != 0) {
      json_.field("peak", row.peak).field("allocated", rounded(row.allocated)).field("kept", rounded(row.live));
    }
    json_.key("args");
    if (row.args_measured == 0) {
      json_.null();
    } else {
      json_.value(rounded(row.args_mean));
    }
    if (row.is_async) {
      json_.field("wall", rounded(row.wall)).field("suspensions", row.suspensions).field("abandoned", row.abandoned);
    }
    collected(row);
    json_.key("histogram").begin_array();
    for (const Distribution::Bin& bin : row.distribution.bins()) {
      json_.begin_array().value(bin.begin).value(bin.end).value(rounded(bin.weight)).end_array();
    }
    json_.end_array().end_object();
  }

  void edges() {
    json_.key("edges").begin_array();
    for (const Edge& edge : summary_.edges) {
      json_.begin_array().value(index(edge.caller)).value(index(edge.callee)).value(edge.calls);
      json_.value(rounded(edge.time)).end_array();
    }
    json_.end_array();
  }

  void tree() {
    std::vector<PathNode> all = call_paths(profile_, estimates_);
    const std::size_t count = all.size();
    const std::vector<PathNode> paths = largest(std::move(all));
    json_.field("leftOut", static_cast<std::uint64_t>(count - paths.size()));
    json_.key("tree").begin_object();
    column("fn", paths, [&](const PathNode& path) { return index(row_of(path.site)); });
    column("parent", paths, [](const PathNode& path) { return path.parent == kNone ? 0.0 : path.parent; });
    column("calls", paths, [](const PathNode& path) { return static_cast<double>(path.calls); });
    column("exceptions", paths, [](const PathNode& path) { return static_cast<double>(path.exceptions); });
    column("total", paths, [](const PathNode& path) { return rounded(path.total); });
    column("self", paths, [](const PathNode& path) { return rounded(path.self); });
    column("memory", paths, [](const PathNode& path) { return rounded(path.allocated_self); });
    json_.end_object();
  }

  template <typename Value>
  void column(std::string_view name, const std::vector<PathNode>& paths, Value value) {
    json_.key(name).begin_array();
    for (const PathNode& path : paths) json_.value(value(path));
    json_.end_array();
  }

  double seconds_since_start(std::uint64_t time) const { return static_cast<double>(time - std::min(time, profile_.started)) / 1e9; }

  void windows() {
    json_.key("windows").begin_array();
    for (const profile::Window& window : profile_.windows) {
      json_.begin_array().value(seconds_since_start(window.begin)).value(seconds_since_start(window.end)).value(std::uint64_t{window.process});
      json_.begin_array();
      for (const profile::Window::Totals& totals : window.totals) {
        if (totals.site >= profile_.sites.size() || row_of(totals.site) == kNone) continue;
        json_.begin_array().value(index(row_of(totals.site))).value(totals.calls).value(totals.exceptions);
        json_.value(rounded(totals.time)).end_array();
      }
      json_.end_array().end_array();
    }
    json_.end_array();
  }

  void pairs(std::string_view name, const std::vector<std::pair<std::string, std::string>>& of) {
    json_.key(name).begin_array();
    for (const auto& [key, value] : of) json_.begin_array().value(key).value(value).end_array();
    json_.end_array();
  }

  void slow_calls() {
    json_.key("slow").begin_array();
    for (const profile::SlowCall& call : profile_.slow_calls) {
      if (row_of(call.site) == kNone || call.duration <= 0) continue;
      json_.begin_object().field("fn", index(row_of(call.site))).field("begin", call.begin);
      json_.field("duration", call.duration);
      pairs("arguments", call.arguments);
      pairs("context", call.context);
      json_.key("events").begin_array();
      for (const profile::Event& event : call.events) {
        if (row_of(event.site) == kNone) continue;
        json_.begin_array().value(index(row_of(event.site))).value(event.depth);
        json_.value(event.begin).value(event.duration).end_array();
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  std::uint32_t row_of(std::uint32_t site) const { return site == kNone ? kNone : summary_.row_of_site[site]; }
  // kNone is -1 in the page.
  static double index(std::uint32_t row) { return row == kNone ? -1.0 : row; }
  // Hundredths of a nanosecond or a byte tell nothing and are half of the file.
  static double rounded(double value) {
    return std::abs(value) >= 100 ? std::round(value) : std::round(value * 100) / 100;
  }

  const Profile& profile_;
  const Estimates& estimates_;
  Summary summary_;
  bool compensated_;
  JsonWriter json_{JsonWriter::Style::compact};
};

}  // namespace

std::string html(const Report& report, const Options& options) {
  const std::string_view page = options.html_page;
  const std::size_t mark = page.find(kMark);
  if (mark == std::string_view::npos) return "";
  std::string out(page.substr(0, mark));
  out += Page(report, options).data();
  out += page.substr(mark + kMark.size());
  return out;
}

}  // namespace scopegraft::report::writers
