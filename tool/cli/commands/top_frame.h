// One picture of `scopegraft top`: two readings of a running program -> lines. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "commands/terminal.h"
#include "scopegraft/profile/model.h"
#include "scopegraft/report/report.h"

namespace scopegraft::cli {

struct TopView {
  report::SortKey sort = report::SortKey::self;
  std::vector<std::string> filters;
};

// What a reading is remembered by until the next one.
struct Reading {
  std::uint64_t time = 0;  // ns since the Unix epoch
  double cpu_time = 0, overhead_time = 0;
  report::Summary summary;
  std::string program;
  std::uint64_t process = 0;
  std::uint64_t started = 0;
  double rss = 0;
  std::size_t threads = 0;
  bool ended = false;
};
[[nodiscard]] Reading reading_of(const profile::Profile& profile);

// Rates are those between the two readings; `before` without rows: since the start.
[[nodiscard]] std::string top_frame(const Reading& before, const Reading& now, const TopView& view,
                                    const Terminal& terminal);

}  // namespace scopegraft::cli
