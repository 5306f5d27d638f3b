// The rewritten text of a unit, parsed once more: what users wrote in rules and decorators is C++ of their own, and only a compiler
// knows whether it fits where it was grafted. Stage: Rewritten -> [check] -> errors -> diagnostics. One call per process at a time.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "plan/user_code.h"

namespace scopegraft::engine {

struct CheckRequest {
  std::string source;                  // as on the compiler's command line
  std::vector<std::string> arguments;  // of the clang driver, as for the first parse
  std::string resource_directory;
  std::string main_text;               // stands for the source
  std::vector<std::pair<std::string, std::string>> copies;  // absolute path -> text, none of them need be on disk
};

// Errors in the main text ("" for the path) and in copies, by byte.
[[nodiscard]] std::vector<CompileError> check(const CheckRequest& request);

}  // namespace scopegraft::engine
