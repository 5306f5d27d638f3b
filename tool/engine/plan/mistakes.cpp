#include "plan/mistakes.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "rules/decorator.h"

namespace scopegraft::engine {
namespace {

constexpr unsigned kLinesOfAList = 20;

rules::Position position_of(std::string_view origin) {
  constexpr std::string_view kDecorator = "decorator ";
  if (origin.starts_with(kDecorator)) origin.remove_prefix(kDecorator.size());
  rules::Position at;
  const std::size_t column = origin.rfind(':');
  const std::size_t line = column == std::string_view::npos || column == 0 ? std::string_view::npos : origin.rfind(':', column - 1);
  if (line == std::string_view::npos) return {std::string(origin), 0, 0};
  at.file = origin.substr(0, line);
  std::from_chars(origin.data() + line + 1, origin.data() + column, at.line);
  std::from_chars(origin.data() + column + 1, origin.data() + origin.size(), at.column);
  return at;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

std::size_t find_word(std::string_view line, std::string_view word, std::size_t from) {
  for (std::size_t at = line.find(word, from); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(line[at - 1])) && (end == line.size() || !is_word(line[end]))) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string line_of(std::string_view text, unsigned number) {
  for (unsigned line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return "";
    text.remove_prefix(end + 1);
  }
  std::string_view found = text.substr(0, text.find('\n'));
  if (found.ends_with('\r')) found.remove_suffix(1);
  return std::string(found);
}

void point_at(std::string_view text, const std::string& word, rules::Diagnostic& diagnostic) {
  if (diagnostic.at.line == 0) return;
  for (unsigned i = 0; i < kLinesOfAList; ++i) {
    const std::string line = line_of(text, diagnostic.at.line + i);
    const std::size_t found = find_word(line, word, i == 0 && diagnostic.at.column != 0 ? diagnostic.at.column - 1 : 0);
    if (found == std::string::npos) continue;
    diagnostic.at.line += i;
    diagnostic.at.column = static_cast<unsigned>(found) + 1;
    break;
  }
  diagnostic.excerpt = line_of(text, diagnostic.at.line);
}

std::vector<rules::Diagnostic> mistakes_of(const Decorator& decorator, std::string_view text) {
  std::vector<rules::Diagnostic> found;
  if (!decorator.on_function && !decorator.on_class) {
    rules::Diagnostic lost;
    lost.severity = rules::Severity::warning;
    lost.at = decorator.facts.at;
    lost.message = decorator.in_macro ? "SCOPEGRAFT_PROFILE out of a macro has no effect" : "SCOPEGRAFT_PROFILE has no effect: no function, class or lambda begins behind it";
    lost.hint = decorator.in_macro ? "write it where it is meant" : "put it right before the declaration";
    found.push_back(std::move(lost));
  }
  if (!decorator.in_macro)
    for (rules::Diagnostic& wrong : rules::check_decorator(decorator.facts, decorator.on_class && !decorator.on_function ? rules::DecoratorTarget::its_class : rules::DecoratorTarget::function))
      found.push_back(std::move(wrong));
  for (rules::Diagnostic& each : found)
    if (each.excerpt.empty()) each.excerpt = line_of(text, each.at.line);
  return found;
}

rules::Diagnostic without_effect(const rules::Position& decorator, const std::string& function, const std::string& reason) {
  rules::Diagnostic diagnostic;
  diagnostic.severity = rules::Severity::warning;
  diagnostic.at = decorator;
  diagnostic.message = "SCOPEGRAFT_PROFILE has no effect on `" + function + "`: " + reason;
  return diagnostic;
}

std::vector<rules::Diagnostic> lookups_not_made(const std::string& function, const rules::Setting<std::vector<rules::CacheProbe>>& cache, const std::vector<Call>& calls,
                                                const std::function<std::string(const std::string&)>& text_of) {
  std::vector<rules::Diagnostic> lost;
  for (const rules::CacheProbe& probe : cache.value) {
    // A lambda's name begins with that of the function around it.
    const auto is_made = [&](const Call& call) { return call.lookup && call.lookup->probe == probe && call.caller.starts_with(function); };
    if (probe.pattern || std::any_of(calls.begin(), calls.end(), is_made)) continue;
    lost.push_back(wrong_option(cache.origin, "`" + probe.get + "` of `cache`: `" + function + "` calls no such function", ""));
    lost.back().severity = rules::Severity::warning;
    if (text_of) point_at(text_of(lost.back().at.file), probe.get, lost.back());
  }
  return lost;
}

bool is_for_one_function(std::string_view reason) {
  if (reason.starts_with("SCOPEGRAFT_PROFILE")) return !reason.ends_with("on the class");
  return reason.find("` of functions[") != std::string_view::npos && reason.find('*') == std::string_view::npos && reason.find("`regex:") == std::string_view::npos;
}

rules::Diagnostic wrong_option(const std::string& origin, std::string message, std::string hint) {
  rules::Diagnostic diagnostic;
  diagnostic.at = position_of(origin);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

rules::Diagnostic wrong_field(const std::string& origin, const std::string& key, const std::string& message, const std::string& hint) {
  return wrong_option(origin, "`" + key + "` of `context_fields`: " + message, hint);
}

}  // namespace scopegraft::engine
