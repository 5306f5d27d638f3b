#include "rules/condition.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "rules/diagnostic.h"
#include "values.h"

namespace scopegraft::rules {
namespace {

using Kind = Condition::Kind;

constexpr unsigned kDeepest = 64;

struct Word {
  std::string_view name;
  Kind kind;
  std::string_view example;
};
constexpr std::array<Word, 7> kWords{{{"env_set", Kind::env_set, "env_set(PROFILE)"},
                                      {"env_equals", Kind::env_equals, "env_equals(MODE, fast)"},
                                      {"debug_mode", Kind::debug_mode, "debug_mode"},
                                      {"load_high", Kind::load_high, "load_high(0.8)"},
                                      {"user_flagged", Kind::user_flagged, "user_flagged(beta)"},
                                      {"call", Kind::call, "call(my::predicate)"},
                                      {"arg", Kind::argument, "arg(n > 100)"}}};

struct Argument {
  std::string_view text;  // trimmed
  std::size_t offset = 0;
};

// Recursive descent; the first mistake ends it, since what follows a mistake in one expression is guesswork.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ConditionResult run() {
    if (trimmed(text_).empty()) return {};
    std::optional<Condition> condition = any_of();
    blanks();
    if (condition && at_ != text_.size()) condition = unexpected();
    if (!condition) return {{}, {std::move(mistake_)}};
    return {std::move(*condition), {}};
  }

 private:
  std::optional<Condition> fail(std::size_t offset, std::string message, std::string hint = {}) {
    mistake_ = {offset, std::move(message), std::move(hint)};
    return std::nullopt;
  }

  std::optional<Condition> unexpected() {
    const std::string_view rest = text_.substr(at_);
    if (rest[0] == ')') return fail(at_, "a `)` without its `(`");
    if (rest[0] == '|') return fail(at_, "a single `|`", "write `||`");
    if (rest[0] == '&') return fail(at_, "a single `&`", "write `&&`");
    if (rest[0] == ',') return fail(at_, "a `,` between conditions", "join conditions with `||` or `&&`");
    return fail(at_, "`||`, `&&` or the end is expected here", "join conditions with `||` or `&&`");
  }

  void blanks() {
    while (at_ < text_.size() && trimmed(text_.substr(at_, 1)).empty()) ++at_;
  }

  // Takes the operator in either of C++'s spellings.
  bool take(std::string_view symbol, std::string_view word) {
    blanks();
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with(symbol)) {
      at_ += symbol.size();
      return true;
    }
    if (!rest.starts_with(word) || (rest.size() > word.size() && is_identifier_character(rest[word.size()])))
      return false;
    at_ += word.size();
    return true;
  }

  template <class Operand>
  std::optional<Condition> chain(Kind kind, std::string_view symbol, std::string_view word, Operand operand) {
    std::optional<Condition> first = operand();
    if (!first || !take(symbol, word)) return first;
    Condition all{.kind = kind};
    all.operands.push_back(std::move(*first));
    do {
      std::optional<Condition> next = operand();
      if (!next) return std::nullopt;
      all.operands.push_back(std::move(*next));
    } while (take(symbol, word));
    return all;
  }

  std::optional<Condition> any_of() {
    return chain(Kind::any_of, "||", "or", [this] { return all_of(); });
  }
  std::optional<Condition> all_of() {
    return chain(Kind::all_of, "&&", "and", [this] { return unary(); });
  }

  std::optional<Condition> unary() {
    if (depth_ == kDeepest) return fail(at_, "nested too deeply");
    ++depth_;
    std::optional<Condition> result = unary_inside();
    --depth_;
    return result;
  }

  std::optional<Condition> unary_inside() {
    if (take("!", "not")) {
      std::optional<Condition> inner = unary();
      if (!inner) return std::nullopt;
      Condition negation{.kind = Kind::negation};
      negation.operands.push_back(std::move(*inner));
      return negation;
    }
    if (at_ < text_.size() && text_[at_] == '(') {
      const std::size_t open = at_++;
      std::optional<Condition> inner = any_of();
      if (!inner) return std::nullopt;
      blanks();
      if (at_ == text_.size()) return fail(open, "a `(` without its `)`");
      if (text_[at_] != ')') return unexpected();
      ++at_;
      return inner;
    }
    return primary();
  }

  std::optional<Condition> primary() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_identifier_character(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty())
      return fail(begin, begin == text_.size() ? "a condition is missing at the end" : "a condition is expected here",
                  "for example `debug_mode` or `env_set(PROFILE)`");
    const auto* const found = std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.name == word; });
    if (found == kWords.end()) return unknown(word, begin);

    blanks();
    std::vector<Argument> arguments;
    if (at_ < text_.size() && text_[at_] == '(') {
      const std::optional<std::vector<Argument>> read = read_arguments(found->kind == Kind::argument);
      if (!read) return fail(at_, "a `(` without its `)`");
      arguments = *read;
    }
    return build(*found, begin, arguments);
  }

  std::optional<Condition> unknown(std::string_view word, std::size_t offset) {
    std::vector<std::string> names;
    for (const Word& known : kWords) names.emplace_back(known.name);
    std::string_view wanted = word;
    if (wanted.starts_with("when_")) wanted.remove_prefix(5);
    const auto* const exact =
        std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.name == wanted; });
    const std::string meant = exact != kWords.end() ? std::string(wanted) : nearest(std::string(wanted), names);
    const bool function = at_ < text_.size() && (text_[at_] == '(' || text_[at_] == ':');
    std::string hint =
        "a function of the program is written `call(" + std::string(word) + ")`, an expression `arg(...)`";
    if (!meant.empty())
      hint = "did you mean `" + meant + "`?";
    else if (!function)
      hint = "known are env_set, env_equals, debug_mode, load_high, user_flagged, call, arg";
    return fail(offset, "unknown condition `" + std::string(word.substr(0, 60)) + "`", hint);
  }

  // The texts between the parentheses, at commas outside of quotes and brackets; as one text when `single`.
  std::optional<std::vector<Argument>> read_arguments(bool single) {
    const std::size_t open = at_;
    std::vector<Argument> arguments;
    std::size_t begin = at_ + 1;
    unsigned depth = 0;
    const auto finish = [&](std::size_t end) {
      const std::string_view raw = text_.substr(begin, end - begin);
      const std::string_view inner = trimmed(raw);
      arguments.push_back({inner, begin + static_cast<std::size_t>(inner.data() - raw.data())});
      begin = end + 1;
    };
    for (std::size_t i = open + 1; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"' || c == '\'') {
        i = end_of_literal(i);
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
        --depth;
      } else if (c == ')') {
        if (!arguments.empty() || !trimmed(text_.substr(begin, i - begin)).empty()) finish(i);
        at_ = i + 1;
        return arguments;
      } else if (c == ',' && depth == 0 && !single) {
        finish(i);
      }
    }
    return std::nullopt;
  }

  // The closing quote, or the last character. A quote behind a digit separates digits: 1'000.
  [[nodiscard]] std::size_t end_of_literal(std::size_t i) const {
    const char quote = text_[i];
    if (quote == '\'' && i > 0 && is_identifier_character(text_[i - 1])) return i;
    for (++i; i < text_.size() && text_[i] != quote; ++i)
      if (text_[i] == '\\') ++i;
    return std::min(i, text_.size() - 1);
  }

  std::optional<Condition> build(const Word& word, std::size_t offset, const std::vector<Argument>& arguments) {
    Condition result{.kind = word.kind};
    const std::size_t least = word.kind == Kind::debug_mode || word.kind == Kind::load_high ? 0
                              : word.kind == Kind::env_equals                               ? 2
                                                                                            : 1;
    const std::size_t most = word.kind == Kind::load_high ? 1 : least;
    if (arguments.size() < least || arguments.size() > most)
      return fail(offset,
                  "`" + std::string(word.name) + "` takes " + std::to_string(most) +
                      (most == 1 ? " argument" : " arguments") + ", not " + std::to_string(arguments.size()),
                  "for example `" + std::string(word.example) + "`");
    if (arguments.empty()) return result;

    const std::size_t at = arguments[0].offset;
    result.subject = word.kind == Kind::argument ? std::string(arguments[0].text) : unquoted(arguments[0].text);
    switch (word.kind) {
      case Kind::env_set:
      case Kind::env_equals:
        if (!is_identifier(result.subject))
          return fail(at, "`" + result.subject + "` cannot be an environment variable");
        if (word.kind == Kind::env_equals) result.value = unquoted(arguments[1].text);
        return result;
      case Kind::load_high: {
        const std::optional<double> threshold = parse_number(result.subject);
        if (!threshold || *threshold <= 0)
          return fail(at, "`load_high` wants a load per core above 0, not `" + result.subject + "`",
                      "for example `load_high(0.8)`");
        result.threshold = *threshold;
        result.subject.clear();
        return result;
      }
      case Kind::call:
        if (!is_function_name(result.subject))
          return fail(at, "`" + result.subject + "` is not the name of a function",
                      "`call(my::predicate)` names a `bool predicate()`; an expression is written `arg(...)`");
        return result;
      case Kind::user_flagged:
      case Kind::argument:
        if (result.subject.empty())
          return fail(at, "`" + std::string(word.name) + "` is empty",
                      "for example `" + std::string(word.example) + "`");
        return result;
      default:
        return result;
    }
  }

  static std::string unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != text.back() || (text.front() != '"' && text.front() != '\''))
      return std::string(text);
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      if (text[i] == '\\' && i + 2 < text.size()) ++i;
      out += text[i];
    }
    return out;
  }

  static bool is_function_name(std::string_view text) {
    if (text.starts_with("::")) text.remove_prefix(2);
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find("::", begin), text.size());
      if (!is_identifier(text.substr(begin, end - begin))) return false;
      begin = end + 2;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  unsigned depth_ = 0;
  ConditionMistake mistake_;
};

std::string quoted(const std::string& text) {
  if (!text.empty() &&
      std::all_of(text.begin(), text.end(), [](char c) { return is_identifier_character(c) || c == '.' || c == '-'; }))
    return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string joined(const Condition& condition, const char* symbol, bool inside_and) {
  std::string out;
  for (const Condition& operand : condition.operands) {
    const bool wrap = operand.kind == Kind::any_of || (operand.kind == Kind::all_of && inside_and);
    out += (out.empty() ? "" : symbol) + (wrap ? "(" + spell(operand) + ")" : spell(operand));
  }
  return out;
}

}  // namespace

ConditionResult parse_condition(std::string_view text) { return Parser(text).run(); }

std::string spell(const Condition& condition) {
  switch (condition.kind) {
    case Kind::always:
      return "";
    case Kind::env_set:
      return "env_set(" + condition.subject + ")";
    case Kind::env_equals:
      return "env_equals(" + condition.subject + ", " + quoted(condition.value) + ")";
    case Kind::debug_mode:
      return "debug_mode";
    case Kind::load_high:
      return "load_high(" + spell(condition.threshold) + ")";
    case Kind::user_flagged:
      return "user_flagged(" + quoted(condition.subject) + ")";
    case Kind::call:
      return "call(" + condition.subject + ")";
    case Kind::argument:
      return "arg(" + condition.subject + ")";
    case Kind::any_of:
      return joined(condition, " || ", false);
    case Kind::all_of:
      return joined(condition, " && ", true);
    case Kind::negation: {
      const Condition& inner = condition.operands.front();
      const bool wrap = inner.kind == Kind::any_of || inner.kind == Kind::all_of;
      return wrap ? "!(" + spell(inner) + ")" : "!" + spell(inner);
    }
  }
  return "";
}

bool uses_arguments(const Condition& condition) {
  return condition.kind == Kind::argument ||
         std::any_of(condition.operands.begin(), condition.operands.end(), uses_arguments);
}

}  // namespace scopegraft::rules
