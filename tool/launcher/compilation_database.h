// compile_commands.json and the explain files, as values. Their JSON is read in result.cpp only.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace scopegraft::launcher {

struct DatabaseEntry {
  std::string directory;           // absolute
  std::string file;                // as written
  std::vector<std::string> words;  // the whole command
};

struct DatabaseResult {
  std::vector<DatabaseEntry> entries;
  std::string failure;  // "" = read
};

// `place`: the file, or the directory that holds compile_commands.json.
[[nodiscard]] DatabaseResult read_database(const std::filesystem::path& place);
[[nodiscard]] std::string write_database(const std::vector<DatabaseEntry>& entries);

// One line of an explain.jsonl: what became of one candidate function, and why.
struct ExplainedFunction {
  struct Option {
    std::string key, value, origin;
  };
  std::string function, file, outcome, rule, reason;
  std::vector<Option> options;
  unsigned line = 0, column = 0;
  bool is_call = false;  // of the function, in `caller`
  std::string caller = {};
  std::string lookup = {};  // of a call that is looked up in a cache: what a hit is
};

[[nodiscard]] std::vector<ExplainedFunction> read_explain(const std::filesystem::path& file);
[[nodiscard]] std::string to_json(const std::vector<ExplainedFunction>& functions);

}  // namespace scopegraft::launcher
