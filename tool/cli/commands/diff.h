// `scopegraft diff` and the gate of `scopegraft check --max-regression`: two profiles -> what changed.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "scopegraft/report/diff.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::cli {

struct DiffArguments {
  std::vector<std::filesystem::path> before, after;  // one file each; several are merged
  report::GroupBy group_by = report::GroupBy::function;
  std::optional<report::Gate> gate;  // set: regressions are an error
  bool markdown = false;
  report::DiffStyle style;
};

// Exit code: 0; 1 when the gate found a regression; 2 when a file cannot be read.
int run_diff(const DiffArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace scopegraft::cli
