// The ways a build meets Scopegraft: `scopegraft cc` before a compiler, `scopegraft instrument` before a build, and
// `scopegraft list` to see what they would do. Each runs to its end and returns the exit code of the program.
#pragma once

#include <string>
#include <vector>

namespace scopegraft::launcher {

struct CcOptions {
  std::string rules = "profiling.yaml";
  std::string store;            // where rewritten units lie; "" = "scopegraft" beside the object
  std::string shared;           // what the targets of a build have in common lies here; "" = the store
  std::string root;             // names of files in reports are relative to it; "" = the directory of the rules file
  bool strict = false;          // a unit or function that had to be left out is an error
  std::vector<std::string> command;
};

// Reads `[--rules F] [--store D] [--shared D] [--root D] [--strict] -- command...` without a parsing library: it runs once per unit.
// Prints the mistake and returns false when the words do not fit.
[[nodiscard]] bool parse_cc_words(const std::vector<std::string>& words, CcOptions& out);

// Rewrites, compiles, mends the depfile. The exit code is the compiler's.
[[nodiscard]] int run_cc(const CcOptions& options);

struct InstrumentOptions {
  std::string build = "build";   // the directory of compile_commands.json, or the file itself
  std::string rules = "profiling.yaml";
  std::string output = "instrumented";
  std::string root;
  unsigned jobs = 0;             // 0 = one per core
  bool strict = false;
  bool quiet = false;
};

[[nodiscard]] int run_instrument(const InstrumentOptions& options);

struct ListOptions {
  std::string build = "build";
  std::string rules = "profiling.yaml";
  std::string root;
  unsigned jobs = 0;
  bool explain = false;          // also what is left out and why, and the rule behind every option
  bool json = false;
  std::vector<std::string> files;  // only units whose path ends so; empty = all
};

[[nodiscard]] int run_list(const ListOptions& options);

// `scopegraft unmatched --store D... --rules F`: after targets were built, patterns that matched nothing in any of their units.
// A step of a build: it warns and never fails.
[[nodiscard]] int run_unmatched(const std::vector<std::string>& stores, const std::string& rules);

}  // namespace scopegraft::launcher
