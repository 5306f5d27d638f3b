// Where the profile goes: settings -> an open file without a name yet, then its name. Raw system calls only.
#pragma once

#include "live/settings.h"

namespace scopegraft::live {

// A file that has only a temporary name; `publish` gives it the final one, so that nobody sees it half made.
struct Output {
  int file = -1;       // -1: keep the records in memory
  int directory = -1;  // of the names
  char name[256] = "";
  char temporary[288] = "";
};

// `forked`: the program's name for its file belongs to the parent; ours gets the process number behind it.
[[nodiscard]] Output open_output(const Settings& settings, const char* program, bool forked) noexcept;
void publish(Output& output, const Settings& settings) noexcept;
// The path as a program would open it; for the log.
void abandon(Output& output) noexcept;

}  // namespace scopegraft::live
