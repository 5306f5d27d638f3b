// An edit is data: where in one file instance, how many bytes go, what comes in their place.
// Stage: decide -> place -> [edit -> apply]. Pure functions over bytes; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::engine {

struct Edit {
  std::size_t offset = 0;
  std::size_t length = 0;  // bytes removed; 0 inserts
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// A byte of a file instance. Text that is put there stands in a macro's argument or may be on lines of its own.
struct CodePlace {
  int instance = -1;
  std::size_t offset = 0;
  unsigned line = 0;  // as the compiler counts, `#line` of the user counted in
  bool in_macro_argument = false;
  friend bool operator==(const CodePlace&, const CodePlace&) = default;
};

// The text with all edits done. Edits may come in any order; those at one offset keep their order. An edit that overlaps
// an earlier one (our bug) is left out in a release build.
[[nodiscard]] std::string apply(std::string_view text, std::vector<Edit> edits);

// An insertion behind `offset` (the end of a body's brace) of code on lines of its own, after which the rest of the line
// stands at its old line and column again. `line` is the number that the compiler gives the line of the brace, `#line`
// directives of the user counted in.
[[nodiscard]] std::string on_own_lines(std::string_view text, std::size_t offset, unsigned line, std::string_view code);

// Code right behind `offset`, on the same line; then the rest of the line stands at its old line and column again.
[[nodiscard]] std::string in_place(std::string_view text, std::size_t offset, unsigned line, std::string_view code);

// The same inside the argument of a macro, where no directive may stand: the code stays on the brace's line.
[[nodiscard]] std::string on_same_line(std::string_view code);

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// "\r\n" when the first line of the text ends so, else "\n".
[[nodiscard]] std::string_view line_end(std::string_view text);

}  // namespace scopegraft::engine
