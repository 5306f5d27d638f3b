#include "scopegraft/report/report.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace scopegraft::report {

namespace {

constexpr std::size_t kLeaders = 10;

double key_of(const Row& row, SortKey key) {
  switch (key) {
    case SortKey::self:
      return row.self;
    case SortKey::total:
      return row.total;
    case SortKey::mean:
      return row.mean;
    case SortKey::max:
      return row.max;
    case SortKey::p99:
      return row.quantile(0.99);
    case SortKey::calls:
      return static_cast<double>(row.calls);
    case SortKey::exceptions:
      return static_cast<double>(row.exceptions);
    case SortKey::memory:
      return row.peak;
    case SortKey::overhead:
      return row.counting + row.measuring;
    case SortKey::name:
      return 0;
  }
  return 0;
}

// Descending by value, then by name and place: equal input gives equal output.
template <typename Value>
void sort_rows(std::vector<std::uint32_t>& order, const std::vector<Row>& rows, Value value) {
  std::vector<double> values(rows.size());
  for (const std::uint32_t i : order) values[i] = value(rows[i]);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (values[a] != values[b]) return values[a] > values[b];
    return std::tie(rows[a].name, rows[a].file, rows[a].line, rows[a].column) <
           std::tie(rows[b].name, rows[b].file, rows[b].line, rows[b].column);
  });
}

template <typename Value>
std::vector<std::uint32_t> leaders(const Report& report, Value value) {
  std::vector<std::uint32_t> best;
  for (const std::uint32_t i : report.chosen) {
    if (value(report.summary.rows[i]) > 0) best.push_back(i);
  }
  sort_rows(best, report.summary.rows, value);
  best.resize(std::min(best.size(), kLeaders));
  return best;
}

bool chosen(const Row& row, const Options& options) {
  if (options.leaks && row.live_self <= 0) return false;
  if (options.filters.empty()) return true;
  return std::any_of(options.filters.begin(), options.filters.end(), [&](const std::string& filter) {
    return matches(filter, row.name) || matches(filter, row.function);
  });
}

template <typename Value, std::size_t Count>
std::optional<Value> find(const std::array<std::pair<std::string_view, Value>, Count>& names, std::string_view name) {
  const auto at = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == name; });
  return at == names.end() ? std::nullopt : std::optional(at->second);
}

// `*` stands for any text. Greedy with one step back, so linear in practice.
bool glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t from = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

bool matches(std::string_view filter, std::string_view name) {
  return filter.find('*') == std::string_view::npos ? name.find(filter) != std::string_view::npos : glob(filter, name);
}

Report build(const profile::Profile& profile, const Options& options) {
  Report report;
  report.profile = &profile;
  report.estimates = estimate(profile, options.compensation);
  report.summary = options.start == 0 && options.end == 0 ? summarize(profile, report.estimates, options.group_by, options.group_field)
                                                          : summarize_windows(profile, options.start, options.end);
  add_growth(profile, report.summary);
  const std::vector<Row>& rows = report.summary.rows;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (chosen(rows[i], options)) report.chosen.push_back(i);
  }
  const auto leaked = [&](const Row& row) { return report.summary.knows_growth ? row.growth : row.live_self; };
  if (options.leaks) {
    sort_rows(report.chosen, rows, leaked);
  } else {
    // Parts of functions have no self time.
    const SortKey key = options.group_by == GroupBy::field && options.sort == SortKey::self ? SortKey::total : options.sort;
    sort_rows(report.chosen, rows, [&](const Row& row) { return key_of(row, key); });
  }
  report.slowest_functions = leaders(report, [](const Row& row) { return row.mean; });
  if (options.include_memory) report.memory_leaders = leaders(report, [](const Row& row) { return row.peak; });
  if (options.include_memory) {
    for (const std::uint32_t i : report.chosen)
      if (rows[i].live_self > 0 && leaked(rows[i]) > 0) report.leaks.push_back(i);
    sort_rows(report.leaks, rows, leaked);
    report.leaks.resize(std::min(report.leaks.size(), kLeaders));
  }
  if (options.include_exceptions) {
    report.exception_leaders = leaders(report, [](const Row& row) { return row.exception_rate(); });
  }
  return report;
}

std::optional<SortKey> sort_key(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, SortKey>, 10> kNames = {{{"self", SortKey::self},
                                                                                   {"total", SortKey::total},
                                                                                   {"mean", SortKey::mean},
                                                                                   {"max", SortKey::max},
                                                                                   {"p99", SortKey::p99},
                                                                                   {"calls", SortKey::calls},
                                                                                   {"exceptions", SortKey::exceptions},
                                                                                   {"memory", SortKey::memory},
                                                                                   {"overhead", SortKey::overhead},
                                                                                   {"name", SortKey::name}}};
  return find(kNames, name);
}

std::optional<GroupBy> group_by(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, GroupBy>, 4> kNames = {{{"function", GroupBy::function},
                                                                                  {"thread", GroupBy::thread},
                                                                                  {"file", GroupBy::file},
                                                                                  {"class", GroupBy::class_name}}};
  return find(kNames, name);
}

std::optional<Weight> weight(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Weight>, 3> kNames = {
      {{"time", Weight::time}, {"calls", Weight::calls}, {"memory", Weight::memory}}};
  return find(kNames, name);
}

}  // namespace scopegraft::report
