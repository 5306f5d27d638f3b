#include "plan/decorator.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace scopegraft::engine {
namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
    } else if (text.substr(at).starts_with("//")) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      at = end == std::string_view::npos ? text.size() : end + 2;
    } else {
      break;
    }
  }
  return at;
}

// Calls `piece(begin, end)` for each part between commas outside brackets and literals; returns the offset behind the
// bracket that closes the one at `open`.
template <class Piece>
std::size_t split(std::string_view text, std::size_t open, Piece piece) {
  int depth = 0;
  char quote = 0;
  std::size_t begin = open + 1;
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--depth == 0) {
        piece(begin, i);
        return i + 1;
      }
    } else if (c == ',' && depth == 1) {
      piece(begin, i);
      begin = i + 1;
    }
  }
  return text.size();
}

}  // namespace

DecoratorText read_decorator(std::string_view text, std::size_t at) {
  DecoratorText result;
  while (at < text.size() && is_word(text[at])) ++at;
  at = skip_blanks(text, at);
  if (at >= text.size() || text[at] != '(') return result;
  at = split(text, at, [&](std::size_t begin, std::size_t end) {
    const std::string_view piece = text.substr(begin, end - begin);
    const std::size_t equals = piece.find('=');
    const std::string key = trimmed(piece.substr(0, equals));
    if (key == "off") result.facts.off = true;
    else if (!key.empty())
      result.facts.options.emplace_back(key, equals == std::string_view::npos ? "true" : trimmed(piece.substr(equals + 1)));
  });
  for (;;) {
    at = skip_blanks(text, at);
    result.declaration_begins.push_back(at);
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("[[")) {
      at = split(text, at, [](std::size_t, std::size_t) {});
    } else if (rest.starts_with("SCOPEGRAFT_PROFILE") || rest.starts_with("__attribute__")) {
      const std::size_t open = text.find('(', at);
      if (open == std::string_view::npos) return result;
      at = split(text, open, [](std::size_t, std::size_t) {});
    } else {
      return result;
    }
  }
}

}  // namespace scopegraft::engine
