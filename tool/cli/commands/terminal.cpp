#include "commands/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace scopegraft::cli {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view locale = variable(name);
    if (locale.empty()) continue;
    return locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
  }
  return true;  // containers and CI set none, and show UTF-8
}

}  // namespace

Terminal terminal_of(int file_descriptor) {
  Terminal terminal;
  terminal.is_terminal = isatty(file_descriptor) == 1;
  terminal.colour = terminal.is_terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  terminal.unicode = speaks_utf8();
  winsize size{};
  if (terminal.is_terminal && ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
    terminal.width = size.ws_col;
    terminal.height = size.ws_row;
  } else if (const long columns = std::strtol(std::string(variable("COLUMNS")).c_str(), nullptr, 10); columns >= 20) {
    terminal.width = static_cast<std::size_t>(columns);
  }
  return terminal;
}

}  // namespace scopegraft::cli
