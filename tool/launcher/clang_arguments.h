// Translates a real compiler's command line into the one with which Clang sees the same program.
// Stage: CompilerCommand + CompilerFacts -> arguments for scopegraft-rewrite. Pure.
#pragma once

#include <string>
#include <vector>

#include "launcher/command_line.h"
#include "launcher/compiler_probe.h"

namespace scopegraft::launcher {

// Language, macros, search path and target are kept; code generation, warnings and files of the build are not.
[[nodiscard]] std::vector<std::string> clang_arguments(const CompilerCommand& command, const CompilerFacts& facts);

}  // namespace scopegraft::launcher
