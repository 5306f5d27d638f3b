#include "launcher/compiler_probe.h"

#include <sstream>

#include "launcher/files.h"
#include "launcher/process.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

// Flags that change where a compiler looks for headers.
std::vector<std::string> search_flags(const CompilerCommand& command) {
  std::vector<std::string> flags;
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string& word = command.arguments[i];
    const auto starts = [&](const char* prefix) { return word.rfind(prefix, 0) == 0; };
    if (starts("-m") || starts("--sysroot=") || starts("-nostdinc") || starts("-stdlib=") || starts("--target=") ||
        starts("--gcc-toolchain=") || starts("-std=") || starts("-specs=") || (starts("-B") && word.size() > 2)) {
      if (word != "-mllvm") flags.push_back(word);
    } else if (word == "--sysroot" || word == "-isysroot" || word == "-target" || word == "-B" || word == "-gcc-toolchain") {
      flags.push_back(word);
      if (i + 1 < command.arguments.size()) flags.push_back(command.arguments[++i]);
    }
  }
  return flags;
}

bool is_builtin_directory(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return (path.find("/lib/clang/") != std::string::npos || path.find("/gcc/") != std::string::npos ||
          path.find("/gcc-cross/") != std::string::npos) &&
         (name == "include" || name == "include-fixed");
}

}  // namespace

CompilerFacts read_verbose_output(const std::string& text) {
  CompilerFacts facts;
  std::istringstream lines(text);
  bool in_path = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("Target: ", 0) == 0) {
      facts.target = line.substr(8);
    } else if (const auto at = line.find("clang version "); at != std::string::npos) {
      facts.is_clang = true;
      facts.version = line.substr(at + 14, line.find_first_of(" -(", at + 14) - at - 14);
    } else if (line.rfind("gcc version ", 0) == 0) {
      facts.version = line.substr(12, line.find(' ', 12) - 12);
    } else if (line == "#include <...> search starts here:") {
      in_path = true;
    } else if (line == "End of search list.") {
      in_path = false;
    } else if (in_path && line.size() > 1 && line[0] == ' ') {
      std::error_code error;
      const fs::path directory = fs::weakly_canonical(line.substr(1), error);
      const std::string path = error ? line.substr(1) : directory.string();
      if (!is_builtin_directory(path))
        facts.include_path.push_back(path);
      else if (facts.behind_builtin > facts.include_path.size())
        facts.behind_builtin = facts.include_path.size();
    }
  }
  if (facts.version.empty()) facts.failure = "its version is not in what `-E -v` prints";
  return facts;
}

CompilerFacts probe_compiler(const CompilerCommand& command, const fs::path& cache) {
  const std::string program = find_program(command.compiler);
  if (program.empty()) return {.failure = command.compiler + " is not a program"};
  std::vector<std::string> words = {program};
  for (std::string& flag : search_flags(command)) words.push_back(std::move(flag));
  words.insert(words.end(), {"-E", "-v", "-x", "c++", "/dev/null", "-o", "/dev/null"});

  std::string key = stamp_of(program);
  for (const std::string& word : words) key += '\n' + word;
  const fs::path entry = cache / ("compiler-" + hash_text(key) + ".txt");
  if (const auto known = read_file(entry)) {
    CompilerFacts facts = read_verbose_output(*known);
    if (facts.failure.empty()) return facts;
  }
  const Finished answer = run(words, Streams::captured);
  CompilerFacts facts = read_verbose_output(answer.err);
  if (answer.exit_code != 0) facts.failure = "`" + program + " -E -v` fails: " + answer.err.substr(0, 200);
  // An entry that cannot be written only costs asking again.
  if (facts.failure.empty()) static_cast<void>(write_file(entry, answer.err));
  return facts;
}

}  // namespace scopegraft::launcher
