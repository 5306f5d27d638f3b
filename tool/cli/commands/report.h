// `scopegraft report`: profile files -> one report in one format.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "scopegraft/report/report.h"

namespace scopegraft::cli {

struct ReportArguments {
  std::vector<std::filesystem::path> files;  // none: the newest profile
  std::string format = "text";
  std::filesystem::path output;  // empty: standard output
  report::Options options;
};

// Exit code: 0, or 2 when a file cannot be read or written, or the format is not there.
int run_report(const ReportArguments& arguments, std::ostream& out, std::ostream& err);

// "text, json, csv, ..." for help and messages.
[[nodiscard]] std::string format_names();

}  // namespace scopegraft::cli
