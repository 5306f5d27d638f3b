// The words behind `scopegraft` as plain values. Stage: argv -> Command -> run. Nothing runs here and nothing is
// printed: a call for help and a mistake are values too. `scopegraft cc` never comes here (main.cpp says why).
//
// To add a command: 1. its options and a free function `int run_x(const XOptions&, ...)` in files of its own, 2. its
// options in `Command`, 3. a function in command_line.cpp that fills them, 4. a line in main.cpp's `run`.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "check.h"
#include "commands/diff.h"
#include "commands/report.h"
#include "commands/set.h"
#include "commands/terminal.h"
#include "commands/top.h"
#include "commands/tune.h"
#include "launcher/launcher.h"
#include "manual.h"

namespace scopegraft::cli {

// `--help`, `--version`, or a mistake: to be printed, and the exit code.
struct Message {
  std::string text;
  int exit_code = 0;  // 0: to standard output
};

struct SchemaOptions {};

struct UnmatchedOptions {
  std::vector<std::string> stores;
  std::string rules = "profiling.yaml";
};

using Command = std::variant<Message, CheckOptions, SchemaOptions, ReportArguments, DiffArguments, TopArguments, SetArguments,
                             TuneArguments, launcher::InstrumentOptions, launcher::ListOptions, UnmatchedOptions>;

// `words` without the program's name. `terminal` is that of standard output. Exit code of a mistake: 2.
[[nodiscard]] Command parse_command_line(const std::vector<std::string>& words, const Terminal& terminal);

// Every command and option, for the manual page and the shells.
[[nodiscard]] Manual describe_command_line();

}  // namespace scopegraft::cli
