// `scopegraft top`: a running (or finished) program's profile, read again and again.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

#include "commands/terminal.h"
#include "commands/top_frame.h"

namespace scopegraft::cli {

struct TopArguments {
  std::string target;  // a process number, or a profile file; empty: the newest profile
  std::chrono::milliseconds interval{1000};
  bool once = false;  // one frame with the rates since the start, then end
  TopView view;
  Terminal terminal;
};

// Exit code: 0, or 2 when there is no such profile. Keys: q ends, s sorts by the next column.
int run_top(const TopArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace scopegraft::cli
