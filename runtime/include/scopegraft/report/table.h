// A table of text that fits a width: columns come in the order of their importance and stay while there is room;
// a column without a word in it is left out.
// The last column (names) takes what is left. Knows nothing of profiles.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::report {

enum class Align { left, right };
enum class Cut { begin, end };
enum class Ink { plain, bold, dim, red, yellow, green, cyan };

struct Column {
  std::string title;
  Align align = Align::right;
  int importance = 0;              // the least important columns go first when there is no room
  Cut cut = Cut::begin;            // of the last column, where a cell is too long
  std::vector<std::string> cells;  // plain text, one per row
};

struct TableStyle {
  std::size_t width = 80;
  bool colour = false;
  bool unicode = true;
  std::size_t least_name = 28;  // columns of the last one, at least
  std::vector<Ink> inks;        // per row, or empty
};

// One line per row, behind a line of titles. Lines have no trailing blanks and are at most `width` columns wide.
[[nodiscard]] std::string table(std::vector<Column> columns, const TableStyle& style);

// Columns on a terminal: bytes that are not UTF-8 continuation bytes.
[[nodiscard]] std::size_t columns_of(std::string_view text);
// The last `width` columns, with a mark in front where something was cut: the end of a qualified name says most.
[[nodiscard]] std::string keep_end(std::string_view text, std::size_t width, bool unicode);
[[nodiscard]] std::string keep_begin(std::string_view text, std::size_t width, bool unicode);
// Without control characters: a name must not be able to drive the terminal.
[[nodiscard]] std::string printable(std::string_view text);

[[nodiscard]] std::string paint(std::string_view text, Ink ink, bool colour);

}  // namespace scopegraft::report
