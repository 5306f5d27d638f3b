// What the terminal behind a stream can show. Asked once by main, handed to the commands as values.
#pragma once

#include <cstddef>

namespace scopegraft::cli {

struct Terminal {
  bool is_terminal = false;
  bool colour = false;  // a terminal, and NO_COLOR is not set
  bool unicode = true;  // the locale's text is UTF-8, or nothing says otherwise
  std::size_t width = 80;
  std::size_t height = 24;
};
[[nodiscard]] Terminal terminal_of(int file_descriptor);

}  // namespace scopegraft::cli
