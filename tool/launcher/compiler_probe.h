// What the real compiler knows by itself: its search path for headers, its version, its target. Asked once per compiler
// and set of flags, then read from a cache file. Stage: compiler + flags -> CompilerFacts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "launcher/command_line.h"

namespace scopegraft::launcher {

struct CompilerFacts {
  bool is_clang = false;
  std::string version;                      // "12.2.0"
  std::string target;                       // "x86_64-linux-gnu"
  std::vector<std::string> include_path;    // of `#include <...>`, normalised, without the compiler's own built-in headers
  std::size_t behind_builtin = ~std::size_t{0};  // index in it of the first directory behind those
  std::string failure;                      // why it could not be asked; "" = all is well
};

// `cache`: directory for the answers. A compiler that was exchanged is asked again.
[[nodiscard]] CompilerFacts probe_compiler(const CompilerCommand& command, const std::filesystem::path& cache);

// The facts in what `compiler -E -v` wrote to its standard error.
[[nodiscard]] CompilerFacts read_verbose_output(const std::string& text);

}  // namespace scopegraft::launcher
