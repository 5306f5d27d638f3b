// The command line of a compiler, understood as far as a launcher must: what it compiles, where to, with which language.
// Stage: argv -> CompilerCommand. GCC's and Clang's driver syntax, response files included. Pure but for reading those.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace scopegraft::launcher {

enum class Language { none, c, cxx, cxx_header, other };

struct SourceInput {
  std::size_t index;  // into CompilerCommand::arguments
  std::string path;   // as written
  Language language;
};

struct CompilerCommand {
  std::vector<std::string> launchers;  // "ccache", "distcc", ...: what stood before the compiler
  std::string compiler;                // "g++", "/usr/bin/clang++-22"
  std::vector<std::string> arguments;  // all after the compiler, response files expanded
  std::vector<SourceInput> sources;
  bool compiles = false;               // makes machine code: not -E, -M, -fsyntax-only, --version
  bool links = false;                  // no -c and no -S
  std::string output;                  // -o, or "" when not given
  bool writes_module = false;          // --precompile, -fmodule-output: a compiled module, alone or beside the object
  bool writes_depfile = false;         // -MD or -MMD
  std::string depfile;                 // -MF, or what the compiler would choose; "" when writes_depfile is false

  // The whole command again, launchers first.
  [[nodiscard]] std::vector<std::string> words() const;
};

// `words` is launcher..., compiler, argument... An empty list or one without a compiler gives nullopt.
[[nodiscard]] std::optional<CompilerCommand> parse_command(const std::vector<std::string>& words);

// The command as one that compiles into `object` and writes no other file that a build knows of. Of a command with one source.
[[nodiscard]] CompilerCommand compiling_aside(const CompilerCommand& command, const std::string& object);

// The option with which the compiler writes into debug information of `text_path`, compiled in the source's place, what it would write for the source.
[[nodiscard]] std::string keep_debug_name(const CompilerCommand& command, const SourceInput& source, const std::string& text_path);

// Where the object of `source` goes when -o is not given: its name with .o, in the current directory.
[[nodiscard]] std::string default_output(const std::string& source);

// Does the option take the next word as its value ("-I dir", "-Xclang arg")?
[[nodiscard]] bool takes_separate_value(const std::string& option);

// Splits text as a shell would, for response files and the `command` of a compilation database.
[[nodiscard]] std::vector<std::string> split_shell_words(const std::string& text);

}  // namespace scopegraft::launcher
