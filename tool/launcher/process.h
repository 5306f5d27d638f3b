// Runs a program and waits for it: the only place of the launcher that starts processes. Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace scopegraft::launcher {

struct Finished {
  int exit_code = 127;   // 128 + signal when ended by a signal, 127 when it could not be started
  std::string out;       // what it wrote, where captured
  std::string err;
};

enum class Streams { inherited, captured };

// words[0] is looked up in PATH. `directory`: where to run, "" = here. Captured streams are read whole.
[[nodiscard]] Finished run(const std::vector<std::string>& words, Streams streams, const std::string& directory = "");

// Replaces this process, as a launcher that has nothing to do must: returns only when that fails, with the reason.
[[nodiscard]] std::string replace_process(const std::vector<std::string>& words);

// The program's own directory, for the files that lie beside it.
[[nodiscard]] std::string own_directory();

// Full path of a program as execvp would find it, or "" when there is none.
[[nodiscard]] std::string find_program(const std::string& name);

}  // namespace scopegraft::launcher
