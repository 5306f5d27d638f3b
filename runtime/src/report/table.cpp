#include "scopegraft/report/table.h"

#include <algorithm>

#include "utf8.h"

namespace scopegraft::report {

namespace {

constexpr std::string_view kGap = "  ";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

std::size_t width_of(const Column& column) {
  std::size_t width = columns_of(column.title);
  for (const std::string& cell : column.cells) width = std::max(width, columns_of(cell));
  return width;
}

// The columns but the last take what they need; the least important of them give way to the name.
void fit(std::vector<Column>& columns, const TableStyle& style) {
  const auto needed = [&] {
    std::size_t sum = 0;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) sum += width_of(columns[i]) + kGap.size();
    return sum;
  };
  while (columns.size() > 2) {
    const std::size_t name = std::min(width_of(columns.back()), style.least_name);
    if (needed() + name <= style.width) return;
    const auto least = std::min_element(columns.begin(), columns.end() - 1,
                                        [](const Column& a, const Column& b) { return a.importance < b.importance; });
    columns.erase(least);
  }
}

void pad(std::string& line, std::string_view cell, std::size_t width, Align align) {
  const std::size_t blanks = width - std::min(width, columns_of(cell));
  if (align == Align::right) line.append(blanks, ' ');
  line += cell;
  if (align == Align::left) line.append(blanks, ' ');
}

void end_line(std::string& out, std::string line, Ink ink, bool colour) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += paint(line, ink, colour);
  out += '\n';
}

std::string shortened(const Column& column, const std::string& cell, std::size_t width, bool unicode) {
  return column.cut == Cut::begin ? keep_end(cell, width, unicode) : keep_begin(cell, width, unicode);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string keep_end(std::string_view text, std::size_t width, bool unicode) {
  std::size_t columns = columns_of(text);
  if (columns <= width) return std::string(text);
  const std::string mark = unicode ? "…" : "..";
  const std::size_t room = width - std::min(width, columns_of(mark));
  while (columns > room || (!text.empty() && continues(text.front()))) {
    columns -= continues(text.front()) ? 0 : 1;
    text.remove_prefix(1);
  }
  return mark + std::string(text);
}

std::string keep_begin(std::string_view text, std::size_t width, bool unicode) {
  std::size_t columns = columns_of(text);
  if (columns <= width) return std::string(text);
  const std::string mark = unicode ? "…" : "..";
  const std::size_t room = width - std::min(width, columns_of(mark));
  while (columns > room) {
    columns -= continues(text.back()) ? 0 : 1;
    text.remove_suffix(1);
  }
  return std::string(text) + mark;
}

std::string printable(std::string_view text) {
  std::string out = one_line_of_utf8(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    // C1 controls are two bytes in UTF-8: c2 80..9f.
    if (c < 0x20 || c == 0x7f || (c == 0xc2 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) < 0xa0)) {
      if (c == 0xc2) out[i + 1] = '?';
      out[i] = '?';
    }
  }
  return out;
}

std::string paint(std::string_view text, Ink ink, bool colour) {
  if (!colour || ink == Ink::plain || text.empty()) return std::string(text);
  const std::string_view code = ink == Ink::bold     ? "1"
                                : ink == Ink::dim    ? "2"
                                : ink == Ink::red    ? "31"
                                : ink == Ink::yellow ? "33"
                                : ink == Ink::green  ? "32"
                                                     : "36";
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string table(std::vector<Column> columns, const TableStyle& style) {
  std::erase_if(columns, [](const Column& column) {
    return !column.cells.empty() &&
           std::all_of(column.cells.begin(), column.cells.end(), [](const std::string& cell) { return cell.empty(); });
  });
  fit(columns, style);
  std::vector<std::size_t> widths;
  std::size_t used = 0;
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    widths.push_back(width_of(columns[i]));
    used += widths.back() + kGap.size();
  }
  widths.push_back(std::max<std::size_t>(8, style.width - std::min(style.width, used)));

  std::string out;
  const std::size_t rows = columns.empty() ? 0 : columns[0].cells.size();
  for (std::size_t row = 0; row <= rows; ++row) {  // row 0: the titles
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = row == 0 ? columns[i].title : columns[i].cells[row - 1];
      const bool last = i + 1 == columns.size();
      pad(line, last ? shortened(columns[i], cell, widths[i], style.unicode) : cell, widths[i], columns[i].align);
      if (!last) line += kGap;
    }
    const Ink ink = row == 0 ? Ink::bold : row <= style.inks.size() ? style.inks[row - 1] : Ink::plain;
    end_line(out, std::move(line), ink, style.colour);
  }
  return out;
}

}  // namespace scopegraft::report
