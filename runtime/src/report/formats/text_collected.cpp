// What collectors gathered: a table for each, and the texts that took the longest or came most often.
#include <algorithm>

#include "../collected_columns.h"
#include "text_parts.h"

namespace scopegraft::report::writers {

namespace {

using Kind = profile::Collector::Kind;
using Unit = CollectedColumn::Unit;

constexpr std::size_t kMostTexts = 10;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string spelled(double value, Unit unit, const Options& options) {
  switch (unit) {
    case Unit::bytes:
      return bytes(value);
    case Unit::time:
      return duration(value, {options.unicode});
    case Unit::share:
      return percent(value);
    case Unit::number:
    case Unit::whole:
      break;
  }
  return amount(value);
}

// By the first time, or else by the first column.
const CollectedColumn& order_of(const std::vector<CollectedColumn>& columns) {
  const auto time = std::find_if(columns.begin(), columns.end(), [](const auto& of) { return of.unit == Unit::time; });
  return time == columns.end() ? columns.front() : *time;
}

std::vector<std::uint32_t> rows_with(const Report& report, std::uint32_t collector) {
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t i : report.chosen) {
    if (collected_of(report.summary.rows[i], collector) != nullptr) rows.push_back(i);
  }
  return rows;
}

std::string values_table(const Report& report, const Options& options, std::uint32_t index) {
  const profile::Profile& profile = *report.profile;
  const std::vector<CollectedColumn> columns = columns_of(profile.collectors[index], index);
  std::vector<std::uint32_t> rows = rows_with(report, index);
  if (columns.empty() || rows.empty()) return "";
  const CollectedColumn& order = order_of(columns);
  const auto key = [&](std::uint32_t row) { return value_of(report.summary.rows[row], profile, order).value_or(0); };
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) > key(b); });
  if (options.top != 0) rows.resize(std::min(options.top, rows.size()));
  std::vector<Column> shown;
  int importance = 90;
  for (const CollectedColumn& column : columns) {
    Column cells{upper(column.title), Align::right, importance--, Cut::begin, {}};
    for (const std::uint32_t i : rows) {
      const auto value = value_of(report.summary.rows[i], profile, column);
      cells.cells.push_back(value ? spelled(*value, column.unit, options) : "-");
    }
    shown.push_back(std::move(cells));
  }
  Column names{"FUNCTION", Align::left, 100, Cut::begin, {}};
  for (const std::uint32_t i : rows) names.cells.push_back(printable(report.summary.rows[i].name));
  shown.push_back(std::move(names));
  return heading(printable(profile.collectors[index].name) + ", by " + order.title, options) +
         table(std::move(shown), style_of(options));
}

struct Shown {
  std::uint32_t row;
  const profile::CollectedText* text;
};

std::string texts_table(const Report& report, const Options& options, std::uint32_t index, std::uint32_t field) {
  const profile::Profile& profile = *report.profile;
  const bool timed = profile.collectors[index].fields[field].kind == Kind::text_time;
  std::vector<Shown> all;
  for (const std::uint32_t i : rows_with(report, index)) {
    for (const profile::CollectedText& text : collected_of(report.summary.rows[i], index)->texts) {
      if (text.field == field) all.push_back({i, &text});
    }
  }
  const auto key = [&](const Shown& of) {
    return timed ? of.text->value.total : static_cast<double>(of.text->value.count);
  };
  std::stable_sort(all.begin(), all.end(), [&](const Shown& a, const Shown& b) { return key(a) > key(b); });
  all.resize(std::min(all.size(), kMostTexts));
  if (all.empty()) return "";
  Column total{"TOTAL", Align::right, 90, Cut::begin, {}};
  Column count{"COUNT", Align::right, 85, Cut::begin, {}};
  Column slowest{"SLOWEST", Align::right, 80, Cut::begin, {}};
  Column function{"FUNCTION", Align::left, 70, Cut::begin, {}};
  Column texts{"TEXT", Align::left, 100, Cut::end, {}};
  for (const auto& [row, text] : all) {
    if (timed) total.cells.push_back(duration(text->value.total, {options.unicode}));
    count.cells.push_back(amount(static_cast<double>(text->value.count)));
    if (timed) slowest.cells.push_back(duration(text->value.max, {options.unicode}));
    function.cells.push_back(keep_end(printable(report.summary.rows[row].name), 24, options.unicode));
    texts.cells.push_back(text->text == 0 ? "(others)" : printable(profile.texts[text->text]));
  }
  std::vector<Column> columns;
  if (timed) columns.push_back(std::move(total));
  columns.push_back(std::move(count));
  if (timed) columns.push_back(std::move(slowest));
  columns.push_back(std::move(function));
  columns.push_back(std::move(texts));
  return heading(printable(profile.collectors[index].name) + ": " + printable(profile.collectors[index].fields[field].name), options) +
         table(std::move(columns), style_of(options));
}

}  // namespace

std::string collected_tables(const Report& report, const Options& options) {
  std::string out;
  const std::vector<profile::Collector>& collectors = report.profile->collectors;
  for (std::uint32_t i = 0; i < collectors.size(); ++i) {
    out += values_table(report, options, i);
    for (std::uint32_t field = 0; field < collectors[i].fields.size(); ++field) {
      const Kind kind = collectors[i].fields[field].kind;
      if (kind == Kind::text || kind == Kind::text_time) out += texts_table(report, options, i, field);
    }
  }
  return out;
}

std::string unregistered(const Report& report, const Options& options) {
  std::string line;
  for (const std::string& name : unregistered_collectors(*report.profile)) line += (line.empty() ? "" : ", ") + printable(name);
  if (line.empty()) return "";
  return paint("collectors that the rules name and the program did not register: " + line, Ink::yellow, options.colour) + "\n";
}

}  // namespace scopegraft::report::writers
