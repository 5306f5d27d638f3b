#include "format.h"
#include "text_parts.h"

namespace scopegraft::report::writers {

std::string text(const Report& report, const Options& options) {
  std::string out = overview(report, options);
  if (options.leaks) return out + leak_table(report, options);
  if (!options.callers_of.empty() || !options.callees_of.empty()) return out + neighbours(report, options);
  if (options.tree) return out + call_tree(report, options);
  out += function_table(report, options);
  if (options.group_by == GroupBy::function) {
    out += leader_tables(report, options);
    out += collected_tables(report, options);
    out += slow_calls(report, options);
  }
  return out;
}

}  // namespace scopegraft::report::writers
