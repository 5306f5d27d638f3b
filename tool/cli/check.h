// `scopegraft check`: are the rules free of mistakes, and do they decide what their `tests:` section says?
#pragma once

#include <filesystem>
#include <iosfwd>

namespace scopegraft::cli {

struct CheckOptions {
  std::filesystem::path rules = "profiling.yaml";
  std::filesystem::path presets;
};

// Mistakes go to `err`, one line of result to `out`. Exit code: 0, or 1 when there are mistakes or a test does not
// hold.
int run_check(const CheckOptions& options, std::ostream& out, std::ostream& err);

}  // namespace scopegraft::cli
