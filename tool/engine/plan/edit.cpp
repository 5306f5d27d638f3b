#include "plan/edit.h"

#include <algorithm>
#include <cassert>

namespace scopegraft::engine {

std::string apply(std::string_view text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.offset < b.offset; });
  std::size_t added = 0;
  for (const Edit& edit : edits) added += edit.text.size();
  std::string result;
  result.reserve(text.size() + added);
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    assert(edit.offset >= done && edit.offset + edit.length <= text.size());
    if (edit.offset < done || edit.offset + edit.length > text.size()) continue;
    result.append(text.substr(done, edit.offset - done));
    result.append(edit.text);
    done = edit.offset + edit.length;
  }
  result.append(text.substr(done));
  return result;
}

std::string_view line_end(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string on_own_lines(std::string_view text, std::size_t offset, unsigned line, std::string_view code) {
  return std::string(line_end(text)) + in_place(text, offset, line, code);
}

std::string in_place(std::string_view text, std::size_t offset, unsigned line, std::string_view code) {
  const std::string_view end = line_end(text);
  const std::size_t newline = text.substr(0, offset).rfind('\n');
  const std::size_t first = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;  // no compiler counts it
  const std::size_t line_start = newline == std::string_view::npos ? first : newline + 1;
  std::string result(code);
  result.append(end).append("#line ").append(std::to_string(line)).append(end);
  // One blank per byte, as compilers count; a tab stays one, so that columns shown on a screen stay too.
  for (const char c : text.substr(line_start, offset - line_start)) result += c == '\t' ? '\t' : ' ';
  return result;
}

std::string on_same_line(std::string_view code) { return " " + std::string(code) + " "; }

}  // namespace scopegraft::engine
