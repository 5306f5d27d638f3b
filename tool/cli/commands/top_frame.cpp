#include "commands/top_frame.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "scopegraft/report/table.h"
#include "scopegraft/report/units.h"

namespace scopegraft::cli {

namespace {

using report::Align;
using report::Column;
using report::Cut;
using report::Row;
using report::SortKey;

// A function's part of the interval.
struct Rate {
  const Row* row = nullptr;
  double calls = 0, exceptions = 0;  // per second
  double self = 0, total = 0, overhead = 0;  // shares of one core
  double mean = 0;                   // ns of the calls in the interval
};

std::vector<Rate> rates(const Reading& before, const Reading& now, double seconds) {
  std::map<std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>, const Row*> earlier;
  for (const Row& row : before.summary.rows) earlier[{row.name, row.file, row.line, row.column}] = &row;
  std::vector<Rate> out;
  for (const Row& row : now.summary.rows) {
    const auto at = earlier.find({row.name, row.file, row.line, row.column});
    static const Row kNothing;
    const Row& from = at == earlier.end() ? kNothing : *at->second;
    Rate rate;
    rate.row = &row;
    const auto calls = static_cast<double>(row.calls - std::min(row.calls, from.calls));
    rate.calls = calls / seconds;
    rate.exceptions = static_cast<double>(row.exceptions - std::min(row.exceptions, from.exceptions)) / seconds;
    rate.self = std::max(0.0, row.self - from.self) / (seconds * 1e9);
    rate.total = std::max(0.0, row.total - from.total) / (seconds * 1e9);
    rate.overhead = std::max(0.0, row.counting + row.measuring - from.counting - from.measuring) / (seconds * 1e9);
    const double time = row.mean * static_cast<double>(row.calls) - from.mean * static_cast<double>(from.calls);
    rate.mean = calls > 0 ? std::max(0.0, time) / calls : 0;
    out.push_back(rate);
  }
  return out;
}

double key_of(const Rate& rate, SortKey key) {
  switch (key) {
    case SortKey::total:
      return rate.total;
    case SortKey::calls:
      return rate.calls;
    case SortKey::mean:
      return rate.mean;
    case SortKey::exceptions:
      return rate.exceptions;
    case SortKey::max:
      return rate.row->max;
    case SortKey::p99:
      return rate.row->quantile(0.99);
    case SortKey::memory:
      return rate.row->live;
    case SortKey::overhead:
      return rate.overhead;
    case SortKey::name:
      return 0;
    case SortKey::self:
      break;
  }
  return rate.self;
}

void choose(std::vector<Rate>& all, const TopView& view, std::size_t count) {
  if (!view.filters.empty()) {
    std::erase_if(all, [&](const Rate& rate) {
      return std::none_of(view.filters.begin(), view.filters.end(),
                          [&](const std::string& filter) { return report::matches(filter, rate.row->name); });
    });
  }
  std::stable_sort(all.begin(), all.end(), [&](const Rate& a, const Rate& b) {
    const double x = key_of(a, view.sort);
    const double y = key_of(b, view.sort);
    return x != y ? x > y : a.row->name < b.row->name;
  });
  if (all.size() > count) all.resize(count);
}

std::string head(const Reading& before, const Reading& now, double seconds, const Terminal& terminal) {
  const report::Spelling spelling{terminal.unicode};
  const double cpu = std::max(0.0, now.cpu_time - before.cpu_time);
  const double overhead = std::max(0.0, now.overhead_time - before.overhead_time);
  std::string line = report::printable(now.program) + "  process " + std::to_string(now.process) + ", up " +
                     report::duration(static_cast<double>(now.time - std::min(now.started, now.time)), spelling) +
                     ", " + std::to_string(now.threads) + (now.threads == 1 ? " thread" : " threads");
  if (now.ended) line += ", ended";
  std::string second = "CPU " + report::percent(cpu / (seconds * 1e9)) + ", overhead " +
                       report::percent(cpu > 0 ? overhead / cpu : 0) + " of it";
  if (now.rss > 0) second += ", resident " + report::bytes(now.rss);
  second += ", over the last " + report::duration(seconds * 1e9, spelling);
  return report::paint(report::keep_end(line, terminal.width, terminal.unicode), report::Ink::bold, terminal.colour) +
         "\n" + report::keep_begin(second, terminal.width, terminal.unicode) + "\n\n";
}

}  // namespace

Reading reading_of(const profile::Profile& profile) {
  Reading reading;
  reading.time = profile.ended;
  reading.cpu_time = profile.cpu_time;
  reading.overhead_time = profile.overhead_time;
  reading.summary = report::summarize(profile, report::estimate(profile));
  reading.program = profile.program;
  reading.process = profile.processes.empty() ? 0 : profile.processes[0];
  reading.started = profile.started;
  reading.rss = profile.rss_now_bytes;
  reading.threads = static_cast<std::size_t>(
      std::count_if(profile.threads.begin(), profile.threads.end(), [](const auto& thread) { return thread.running; }));
  reading.ended = profile.clean_exit;
  return reading;
}

std::string top_frame(const Reading& before, const Reading& now, const TopView& view, const Terminal& terminal) {
  const std::uint64_t from = before.summary.rows.empty() ? now.started : before.time;
  const double seconds = std::max(1e-3, static_cast<double>(now.time - std::min(from, now.time)) / 1e9);
  std::vector<Rate> all = rates(before, now, seconds);
  choose(all, view, terminal.height > 6 ? terminal.height - 5 : 1);

  const report::Spelling spelling{terminal.unicode};
  std::vector<Column> columns(7);
  columns[0] = {"SELF%", Align::right, 90, Cut::begin, {}};
  columns[1] = {"TOTAL%", Align::right, 70, Cut::begin, {}};
  columns[2] = {"CALLS/s", Align::right, 85, Cut::begin, {}};
  columns[3] = {"MEAN", Align::right, 80, Cut::begin, {}};
  columns[4] = {"P99", Align::right, 30, Cut::begin, {}};
  columns[5] = {"THROWN/s", Align::right, 20, Cut::begin, {}};
  columns[6] = {"FUNCTION", Align::left, 100, Cut::begin, {}};
  report::TableStyle style{terminal.width, terminal.colour, terminal.unicode, 28, {}};
  for (const Rate& rate : all) {
    columns[0].cells.push_back(report::percent(rate.self));
    columns[1].cells.push_back(report::percent(rate.total));
    columns[2].cells.push_back(report::amount(rate.calls));
    columns[3].cells.push_back(report::duration(rate.mean, spelling));
    columns[4].cells.push_back(report::duration(rate.row->quantile(0.99), spelling));
    columns[5].cells.push_back(rate.exceptions > 0 ? report::amount(rate.exceptions) : "");
    columns[6].cells.push_back(report::printable(rate.row->name));
    style.inks.push_back(rate.self >= 0.2    ? report::Ink::red
                         : rate.self >= 0.05 ? report::Ink::yellow
                                             : report::Ink::plain);
  }
  return head(before, now, seconds, terminal) + report::table(std::move(columns), style);
}

}  // namespace scopegraft::cli
