#include <algorithm>
#include <functional>

#include "text_parts.h"

namespace scopegraft::report::writers {

namespace {

using Cell = std::function<std::string(const Row&)>;

class Rows {
 public:
  Rows(const Report& report, std::vector<std::uint32_t> rows) : report_(report), rows_(std::move(rows)) {}

  void add(std::string title, int importance, const Cell& cell, Align align = Align::right) {
    Column column{std::move(title), align, importance, Cut::begin, {}};
    for (const std::uint32_t i : rows_) column.cells.push_back(cell(report_.summary.rows[i]));
    columns_.push_back(std::move(column));
  }

  void add_names(const std::string& title, const Options& options) {
    add(
        title, 100,
        [&](const Row& row) {
          // The place is worth its room only where lines are long.
          const std::string name = printable(row.name);
          if (options.width < 150 || row.file.empty() || row.function.empty()) return name;
          return name + "  " + printable(row.file) + ":" + std::to_string(row.line);
        },
        Align::left);
  }

  std::string text(TableStyle style, bool hot) {
    if (hot) {
      for (const std::uint32_t i : rows_) {
        style.inks.push_back(heat(share(report_.summary.rows[i].self, report_.summary.total)));
      }
    }
    return table(std::move(columns_), style);
  }

 private:
  const Report& report_;
  std::vector<std::uint32_t> rows_;
  std::vector<Column> columns_;
};

std::vector<std::uint32_t> first(const std::vector<std::uint32_t>& rows, std::size_t top) {
  return {rows.begin(),
          rows.begin() + static_cast<std::ptrdiff_t>(top == 0 ? rows.size() : std::min(top, rows.size()))};
}

Cell when_measured(const std::function<std::string(const Row&)>& cell) {
  return [cell](const Row& row) { return row.measured == 0 ? std::string("-") : cell(row); };
}

Cell some(double Row::*value, std::string (*spell)(double)) {
  return [=](const Row& row) { return row.*value == 0 ? std::string() : spell(row.*value); };
}

std::string title_of(GroupBy by) {
  switch (by) {
    case GroupBy::function:
      return "FUNCTION";
    case GroupBy::thread:
      return "THREAD";
    case GroupBy::file:
      return "FILE";
    case GroupBy::class_name:
      return "CLASS";
    case GroupBy::field:
      return "FUNCTION AND FIELD";
  }
  return "";
}

void add_times(Rows& rows, const Report& report, const Options& options) {
  const Spelling spelling{options.unicode};
  const double all = report.summary.total;
  const auto quantile = [=](double q) {
    return when_measured([=](const Row& row) { return duration(row.quantile(q), spelling); });
  };
  if (all > 0 && options.group_by != GroupBy::field) {
    rows.add("SELF", 90, when_measured([=](const Row& row) { return duration(row.self, spelling); }));
    rows.add("SELF%", 80, when_measured([=](const Row& row) { return percent(share(row.self, all)); }));
  }
  rows.add("TOTAL", 85, when_measured([=](const Row& row) { return duration(row.total, spelling); }));
  rows.add(options.unicode ? "±" : "+-", 60,
           [=](const Row& row) { return error_bar(row.total, row.total_error, spelling); });
  rows.add("CALLS", 88, [](const Row& row) { return amount(static_cast<double>(row.calls)); });
  if (options.sort == SortKey::overhead) rows.add("OVERHEAD", 89, [=](const Row& row) { return duration(row.counting + row.measuring, spelling); });
  rows.add("MEAN", 70, when_measured([=](const Row& row) { return duration(row.mean, spelling); }));
  if (options.start != 0 || options.end != 0) return;  // windows keep sums only
  rows.add("MIN", 20, when_measured([=](const Row& row) { return duration(row.min, spelling); }));
  rows.add("P50", 30, quantile(0.5));
  rows.add("P90", 22, quantile(0.9));
  rows.add("P99", 50, quantile(0.99));
  rows.add("MAX", 28, when_measured([=](const Row& row) { return duration(row.max, spelling); }));
}

}  // namespace

std::string function_table(const Report& report, const Options& options) {
  if (report.chosen.empty()) {
    return report.summary.rows.empty() ? "\nno profiled function was called\n" : "\nno function matches the filter\n";
  }
  Rows rows(report, first(report.chosen, options.top));
  add_times(rows, report, options);
  if (options.include_exceptions) {
    rows.add("THROWN", 45, [](const Row& row) {
      return row.exceptions == 0 ? std::string() : amount(static_cast<double>(row.exceptions));
    });
  }
  if (options.include_memory) {
    rows.add("PEAK", 40, some(&Row::peak, bytes));
    rows.add("KEPT", 26, some(&Row::live, bytes));
    rows.add("ARGS", 15, some(&Row::args_mean, bytes));
  }
  rows.add("SUSPENDED", 24, [&](const Row& row) {
    return row.is_async ? duration(std::max(0.0, row.wall - row.total), {options.unicode}) : std::string();
  });
  rows.add_names(title_of(options.group_by), options);
  std::string out = "\n" + rows.text(style_of(options), options.group_by != GroupBy::field);
  const std::size_t shown = options.top == 0 ? report.chosen.size() : std::min(options.top, report.chosen.size());
  if (shown < report.chosen.size()) {
    out += paint(std::to_string(report.chosen.size() - shown) + " more (--top 0 shows all)", Ink::dim, options.colour) +
           "\n";
  }
  return out;
}

std::string leader_tables(const Report& report, const Options& options) {
  const Spelling spelling{options.unicode};
  std::string out;
  if (!report.slowest_functions.empty()) {
    Rows rows(report, first(report.slowest_functions, 5));
    rows.add("MEAN", 90, [=](const Row& row) { return duration(row.mean, spelling); });
    rows.add(options.unicode ? "±" : "+-", 60,
             [=](const Row& row) { return error_bar(row.mean, row.mean_error, spelling); });
    rows.add("MAX", 80, [=](const Row& row) { return duration(row.max, spelling); });
    rows.add("CALLS", 85, [](const Row& row) { return amount(static_cast<double>(row.calls)); });
    rows.add_names("FUNCTION", options);
    out += heading("slowest functions, by one call", options) + rows.text(style_of(options), false);
  }
  if (!report.memory_leaders.empty()) {
    Rows rows(report, first(report.memory_leaders, 5));
    rows.add("PEAK", 90, [](const Row& row) { return bytes(row.peak); });
    rows.add("ALLOCATED", 80, [](const Row& row) { return bytes(row.allocated); });
    rows.add("KEPT", 85, [](const Row& row) { return bytes(row.live); });
    rows.add("EFFICIENCY", 40, [](const Row& row) { return percent(row.memory_efficiency()); });
    rows.add_names("FUNCTION", options);
    out += heading("memory leaders, by the peak of one call", options) + rows.text(style_of(options), false);
  }
  if (!report.exception_leaders.empty()) {
    Rows rows(report, first(report.exception_leaders, 5));
    rows.add("RATE", 90, [](const Row& row) { return percent(row.exception_rate()); });
    rows.add("EXCEPTIONS", 80, [](const Row& row) { return amount(static_cast<double>(row.exceptions)); });
    rows.add("CALLS", 85, [](const Row& row) { return amount(static_cast<double>(row.calls)); });
    rows.add_names("FUNCTION", options);
    out +=
        heading("exception leaders, by the share of calls left by one", options) + rows.text(style_of(options), false);
  }
  return out;
}

std::string leak_table(const Report& report, const Options& options) {
  if (report.chosen.empty()) return "\nno function that tracks memory kept any\n";
  Rows rows(report, first(report.chosen, options.top));
  const bool grows = report.summary.knows_growth;
  if (grows) rows.add("GROWTH", 95, [](const Row& row) { return row.growth == 0 ? std::string("-") : bytes(row.growth); });
  rows.add("KEPT", 90, [](const Row& row) { return bytes(row.live_self); });
  rows.add("PER CALL", 80, [](const Row& row) { return bytes(row.live_self / static_cast<double>(row.calls)); });
  rows.add("WITH CALLEES", 40, [](const Row& row) { return bytes(row.live); });
  rows.add("ALLOCATED", 60, [](const Row& row) { return bytes(row.allocated); });
  rows.add("CALLS", 70, [](const Row& row) { return amount(static_cast<double>(row.calls)); });
  rows.add_names(title_of(options.group_by), options);
  return heading(grows ? "memory that outlived the calls which allocated it, by its growth in the second half of the run"
                       : "memory that outlived the calls which allocated it", options) + rows.text(style_of(options), false);
}

}  // namespace scopegraft::report::writers
