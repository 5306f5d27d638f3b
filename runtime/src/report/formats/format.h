// The writers, one per file. Each goes from a report to the whole text of its format and does no input or output.
#pragma once

#include <string>

#include "scopegraft/report/report.h"

namespace scopegraft::report::writers {

std::string text(const Report& report, const Options& options);
std::string json(const Report& report, const Options& options);
std::string csv(const Report& report, const Options& options);
std::string folded(const Report& report, const Options& options);
std::string speedscope(const Report& report, const Options& options);
std::string chrome_trace(const Report& report, const Options& options);
std::string callgrind(const Report& report, const Options& options);
std::string pprof(const Report& report, const Options& options);
std::string prometheus(const Report& report, const Options& options);
std::string otlp(const Report& report, const Options& options);
std::string html(const Report& report, const Options& options);  // empty without options.html_page

[[nodiscard]] inline const std::string& shown_name(const profile::Site& site) {
  return site.name.empty() ? site.function : site.name;
}

// What a call path weighs by itself, without the calls below it.
[[nodiscard]] inline double own_weight(const PathNode& node, Weight weight) {
  switch (weight) {
    case Weight::time:
      return node.self;
    case Weight::calls:
      return static_cast<double>(node.calls);
    case Weight::memory:
      return node.allocated_self;
  }
  return 0;
}

}  // namespace scopegraft::report::writers
