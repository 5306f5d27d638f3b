#include "plan/decorator.h"

#include <algorithm>
#include <cctype>

namespace scopegraft::engine {
namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

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

// The offset behind the bracket that closes the one at `open`.
std::size_t behind_bracket(std::string_view text, std::size_t open) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
      return i + 1;
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
  const std::size_t end = behind_bracket(text, at);
  result.arguments = text.substr(at + 1, end - at - (text[end - 1] == ')' ? 2 : 1));
  at = end;
  for (;;) {
    at = skip_blanks(text, at);
    result.declaration_begins.push_back(at);
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("[[")) {
      at = behind_bracket(text, at);
    } else if (rest.starts_with("SCOPEGRAFT_PROFILE") || rest.starts_with("__attribute__")) {
      const std::size_t open = text.find('(', at);
      if (open == std::string_view::npos) return result;
      at = behind_bracket(text, open);
    } else {
      return result;
    }
  }
}

}  // namespace scopegraft::engine
