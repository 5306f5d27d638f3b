// The parts of the text report, each a block of lines that ends with a newline, or nothing.
#pragma once

#include <string>

#include "scopegraft/report/report.h"
#include "scopegraft/report/table.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report::writers {

[[nodiscard]] std::string overview(const Report& report, const Options& options);
[[nodiscard]] std::string function_table(const Report& report, const Options& options);
[[nodiscard]] std::string leader_tables(const Report& report, const Options& options);
[[nodiscard]] std::string slow_calls(const Report& report, const Options& options);
[[nodiscard]] std::string call_tree(const Report& report, const Options& options);
[[nodiscard]] std::string neighbours(const Report& report, const Options& options);
[[nodiscard]] std::string collected_tables(const Report& report, const Options& options);
[[nodiscard]] std::string unregistered(const Report& report, const Options& options);
[[nodiscard]] std::string leak_table(const Report& report, const Options& options);

[[nodiscard]] inline TableStyle style_of(const Options& options) {
  return {options.width, options.colour, options.unicode, 28, {}};
}
[[nodiscard]] inline std::string heading(const std::string& title, const Options& options) {
  return "\n" + paint(title, Ink::cyan, options.colour) + "\n";
}
[[nodiscard]] inline double share(double part, double whole) { return whole > 0 ? part / whole : 0; }
// Red above a fifth of the time, yellow above a twentieth.
[[nodiscard]] inline Ink heat(double share_of_time) {
  return share_of_time >= 0.2 ? Ink::red : share_of_time >= 0.05 ? Ink::yellow : Ink::plain;
}

}  // namespace scopegraft::report::writers
