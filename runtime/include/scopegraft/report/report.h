// A report: the summary of a profile, chosen and sorted, and its writers. Stage: Profile -> Report -> text of a format.
// The profile must outlive the report. May be called from any thread; allocates, so not from a call path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scopegraft/profile/model.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::report {

enum class SortKey { self, total, mean, max, p99, calls, exceptions, memory, overhead, name };
// What the width of a box means in a flame graph, and what a stack weighs in a file of stacks.
enum class Weight { time, calls, memory };

struct Options {
  SortKey sort = SortKey::self;
  GroupBy group_by = GroupBy::function;
  std::string group_field;  // of GroupBy::field
  std::vector<std::string> filters;  // a row is kept when one of them matches: a glob with `*`, or a part of the name
  std::size_t top = 30;              // rows of a text table; 0 = all
  Weight weight = Weight::time;
  bool tree = false;
  bool leaks = false;
  std::vector<std::string> callers_of, callees_of;  // filters
  bool include_memory = true;
  bool include_exceptions = true;
  Compensation compensation = Compensation::off;  // not of windows
  std::uint64_t start = 0, end = 0;  // ns since the Unix epoch, 0 = open: only what happened in these windows
  std::size_t width = 80;            // columns of the text
  bool colour = false;
  bool unicode = true;
  std::string_view html_page;  // of the HTML format, with `@data@` where the data goes; empty: there is none
};

struct Report {
  const profile::Profile* profile = nullptr;
  Estimates estimates;
  Summary summary;
  std::vector<std::uint32_t> chosen;  // rows that pass the filters, sorted
  // Rows among the chosen, best first, at most ten.
  std::vector<std::uint32_t> slowest_functions;  // by mean time
  std::vector<std::uint32_t> memory_leaders;     // by peak
  std::vector<std::uint32_t> exception_leaders;  // by exception rate
  std::vector<std::uint32_t> leaks;              // that kept memory, by its growth where that is known, else by what they kept
};
[[nodiscard]] Report build(const profile::Profile& profile, const Options& options);

[[nodiscard]] bool matches(std::string_view filter, std::string_view name);

// To add a format: write formats/<name>.cpp with one function, name it in formats/format.h and in formats/registry.cpp,
// add its consumer test under tests/e2e/reports.
struct Format {
  std::string_view name;
  std::string_view extension;
  std::string_view description;
  std::string (*write)(const Report&, const Options&);
};
[[nodiscard]] std::span<const Format> formats();
[[nodiscard]] const Format* find_format(std::string_view name);

[[nodiscard]] std::optional<SortKey> sort_key(std::string_view name);
[[nodiscard]] std::optional<GroupBy> group_by(std::string_view name);
[[nodiscard]] std::optional<Weight> weight(std::string_view name);

}  // namespace scopegraft::report
