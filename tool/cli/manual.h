// The manual page and the shells' completions, out of the very options that the command line reads: they cannot disagree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::cli {

struct OptionText {
  std::vector<std::string> names;  // as typed: `-f`, `--format`; empty for an argument without a name
  std::string value;               // what stands behind it; empty: a switch
  std::string help;
  bool is_file = false;            // its value is a path
};

struct CommandText {
  std::string name;
  std::string about;
  std::vector<OptionText> options;
};

struct Manual {
  std::string version;
  std::vector<CommandText> commands;
};

// scopegraft(1), as roff (man(7)).
[[nodiscard]] std::string man_page(const Manual& manual);

// A script for `bash`, `zsh` or `fish`; empty for another shell.
[[nodiscard]] std::string completion(const Manual& manual, std::string_view shell);

}  // namespace scopegraft::cli
