#include "plan/condition.h"

#include <algorithm>
#include <cctype>

#include "plan/spell.h"

namespace scopegraft::engine {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// The text between the bracket at `open` and its partner; brackets in string and character literals do not count.
std::string_view bracketed(std::string_view text, std::size_t open) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return text.substr(open + 1, i - open - 1);
    }
  }
  return text.substr(open + 1);
}

std::string call_of(std::string_view word, std::string_view inside) {
  const std::string runtime = "::scopegraft_rt::";
  if (word == "arg") return "(" + std::string(trimmed(inside)) + ")";
  if (word == "call") {
    const std::string_view function = trimmed(inside);
    return (function.starts_with("::") ? "" : "::") + std::string(function) + "()";
  }
  if (word == "env_equals") {
    const std::size_t comma = std::min(inside.find(','), inside.size());
    const std::string_view value = inside.substr(std::min(comma + 1, inside.size()));
    return runtime + "env_equals(" + literal(unquoted(inside.substr(0, comma))) + ", " + literal(unquoted(value)) + ")";
  }
  if (word == "load_high") return runtime + "load_high(" + std::string(trimmed(inside)) + ")";
  if (word == "env_set" || word == "user_flagged")
    return runtime + std::string(word) + "(" + literal(unquoted(inside)) + ")";
  return std::string(word) + "(" + std::string(inside) + ")";
}

}  // namespace

std::string condition_expression(std::string_view condition) {
  std::string result;
  for (std::size_t i = 0; i < condition.size();) {
    if (!is_word(condition[i])) {
      result += condition[i++];
      continue;
    }
    std::size_t end = i;
    while (end < condition.size() && is_word(condition[end])) ++end;
    const std::string_view word = condition.substr(i, end - i);
    const std::size_t open = condition.find_first_not_of(" \t", end);
    if (open != std::string_view::npos && condition[open] == '(') {
      const std::string_view inside = bracketed(condition, open);
      result += call_of(word, inside);
      i = std::min(open + inside.size() + 2, condition.size());
    } else {
      const bool ours = word == "debug_mode" || word == "load_high";
      result += ours ? "::scopegraft_rt::" + std::string(word) + "()" : std::string(word);
      i = end;
    }
  }
  return std::string(trimmed(result));
}

}  // namespace scopegraft::engine
