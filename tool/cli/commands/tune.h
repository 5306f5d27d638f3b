// `scopegraft tune`: profiles -> a rules file that extends the hand-written one and costs no more than a budget.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace scopegraft::cli {

struct TuneArguments {
  std::vector<std::filesystem::path> files;  // none: the newest profile
  std::string budget = "2%";
  std::filesystem::path rules = "profiling.yaml";         // hand-written, never changed
  std::filesystem::path output = "profiling.tuned.yaml";  // entries of an earlier tuning in it are kept
  bool dry_run = false;                                   // only say what would be written
};

// Exit code: 0; 1 when the budget cannot be met; 2 when a file cannot be read or written.
int run_tune(const TuneArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace scopegraft::cli
