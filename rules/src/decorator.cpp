#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "options.h"
#include "read_decorator.h"
#include "values.h"

namespace scopegraft::rules {
namespace {

constexpr unsigned kDeepest = 8;

// The character behind the literal that begins at `i`, or the end.
std::size_t behind_literal(std::string_view text, std::size_t i) {
  const char quote = text[i];
  for (++i; i < text.size() && text[i] != quote; ++i)
    if (text[i] == '\\') ++i;
  return std::min(i + 1, text.size());
}

bool opens(char c) { return c == '(' || c == '[' || c == '{'; }
bool closes(char c) { return c == ')' || c == ']' || c == '}'; }
// A quote behind a digit or letter separates digits: 1'000.
bool starts_literal(std::string_view text, std::size_t i) {
  return text[i] == '"' || (text[i] == '\'' && (i == 0 || !is_identifier_character(text[i - 1])));
}

// The first place outside of literals and brackets where `wanted` says yes, or the end.
template <class Wanted>
std::size_t find_outside(std::string_view text, std::size_t from, Wanted wanted) {
  std::size_t depth = 0;
  for (std::size_t i = from; i < text.size();) {
    if (depth == 0 && wanted(i)) return i;
    if (starts_literal(text, i)) {
      i = behind_literal(text, i);
      continue;
    }
    if (opens(text[i]))
      ++depth;
    else if (closes(text[i]) && depth > 0)
      --depth;
    ++i;
  }
  return text.size();
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = find_outside(text, begin, [&](std::size_t i) { return text[i] == ','; });
    if (const std::string_view part = trimmed(text.substr(begin, end - begin)); !part.empty()) parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

// The `=` or `:` between key and value, not one of an operator; npos when there is none.
std::size_t assignment(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  const std::size_t found = find_outside(text, 0, [&](std::size_t i) {
    const char before = i == 0 ? '\0' : text[i - 1];
    if (text[i] == '=') return at(i + 1) != '=' && std::string_view("=!<>").find(before) == std::string_view::npos;
    return text[i] == ':' && at(i + 1) != ':' && before != ':';
  });
  return found == text.size() ? std::string_view::npos : found;
}

std::shared_ptr<Node> node_at(Node::Kind kind, Mark at) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->at = at;
  return node;
}

NodePtr scalar(std::string text, bool quoted, Mark at) {
  auto node = node_at(Node::Kind::scalar, at);
  node->text = std::move(text);
  node->quoted = quoted;
  return node;
}

// Adjacent string literals as their one text; false when `text` is anything else.
bool unquote(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const std::size_t end = behind_literal(text, 0);
    if (text[0] != '"' || end < 2 || text[end - 1] != '"') return false;
    for (std::size_t i = 1; i + 1 < end; ++i) {
      if (text[i] != '\\' || i + 2 >= end) {
        out += text[i];
        continue;
      }
      const char c = text[++i];
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
    }
    text = trimmed(text.substr(end));
  }
  return true;
}

NodePtr value_node(std::string_view text, Mark at, unsigned depth);

// Entries become a map, the rest a list.
NodePtr braced(std::string_view inner, Mark at, unsigned depth) {
  auto list = node_at(Node::Kind::list, at);
  auto map = node_at(Node::Kind::map, at);
  for (const std::string_view part : split(inner)) {
    const std::size_t equals = assignment(part);
    if (equals == std::string_view::npos) {
      list->items.push_back(value_node(part, at, depth + 1));
      continue;
    }
    std::string key;
    const std::string_view written = trimmed(part.substr(0, equals));
    if (written.empty() || written[0] != '"' || !unquote(written, key)) key = written;
    map->entries.push_back({scalar(key, false, at), value_node(part.substr(equals + 1), at, depth + 1)});
  }
  if (list->items.empty() && !map->entries.empty()) return map;
  if (!map->entries.empty()) list->items.push_back(std::move(map));
  return list;
}

NodePtr value_node(std::string_view text, Mark at, unsigned depth) {
  text = trimmed(text);
  if (text.empty()) return node_at(Node::Kind::null, at);
  if (std::string inner; text[0] == '"' && unquote(text, inner)) return scalar(std::move(inner), true, at);
  if (depth < kDeepest && closes(text.back())) {
    const std::size_t open = find_outside(text, 0, [&](std::size_t i) { return opens(text[i]); });
    const std::string_view name = trimmed(text.substr(0, open));
    const bool whole = open < text.size() &&
                       find_outside(text, open + 1, [&](std::size_t i) { return closes(text[i]); }) + 1 == text.size();
    if (whole) {
      NodePtr inner = braced(text.substr(open + 1, text.size() - open - 2), at, depth);
      if (name.empty()) return inner;
      // database(track_queries = true)
      auto map = node_at(Node::Kind::map, at);
      map->entries.push_back({scalar(std::string(name), false, at), std::move(inner)});
      return map;
    }
  }
  return scalar(std::string(text), false, at);
}

NodePtr node_of(const Key& key, std::string_view text, Mark at) {
  if (key.type != Type::condition) return value_node(text, at, 0);
  std::string inner;
  const std::string_view condition = trimmed(text);
  const bool quoted = !condition.empty() && condition[0] == '"' && unquote(condition, inner);
  return scalar(quoted ? inner : std::string(condition), quoted, at);
}

// Where `offset` of a text lies that begins at `begin`.
Position place_in(std::string_view text, const Position& begin, std::size_t offset) {
  Position at = begin;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
  }
  return at;
}

}  // namespace

DecoratorFacts parse_decorator(std::string_view arguments, Position at, Position of_arguments) {
  DecoratorFacts facts;
  facts.at = std::move(at);
  for (const std::string_view part : split(arguments)) {
    if (part == "off") {
      facts.off = true;
      continue;
    }
    // Keys are assigned with `=` only: `a:b` would be a value.
    const std::size_t equals = std::min(assignment(part), part.size());
    const std::string_view value = equals < part.size() ? trimmed(part.substr(equals + 1)) : std::string_view();
    facts.options.emplace_back(trimmed(part.substr(0, equals)), value);
    if (of_arguments.line != 0)
      facts.option_places.push_back(place_in(arguments, of_arguments, static_cast<std::size_t>(part.data() - arguments.data())));
  }
  return facts;
}

ReadDecorator read_decorator(const DecoratorFacts& decorator, DecoratorTarget target) {
  ReadDecorator out;
  const Source source{decorator.at.file, {}, "", false};
  Mark at{decorator.at.line, decorator.at.column, 0};
  Mistakes mistakes(source);
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < decorator.options.size(); ++i) {
    const auto& [word, text] = decorator.options[i];
    if (i < decorator.option_places.size()) at = {decorator.option_places[i].line, decorator.option_places[i].column, 0};
    const Key* key = find_key(word);
    if (key == nullptr || (key->places & kDecorator) == 0) {
      WrongKey wrong = explain_wrong_key(word, kDecorator);
      mistakes.error(at, std::move(wrong.message), std::move(wrong.hint));
    } else if (std::find(seen.begin(), seen.end(), word) != seen.end()) {
      mistakes.error(at, "`" + word + "` is given twice");
    } else if (trimmed(text).empty()) {
      mistakes.error(at, "`" + word + "` has no value",
                     key->type == Type::boolean ? "write `" + word + " = true`" : "write `" + word + " = ...`");
    } else if (target == DecoratorTarget::its_class && key->name == "name") {
      mistakes.error(at, "`name` on a class would give all its methods one name", "put it on a method");
    } else {
      seen.push_back(word);
      if (std::optional<Value> value = read_value(*key, *node_of(*key, text, at), mistakes))
        out.options.push_back({key, std::move(*value)});
    }
  }
  if (decorator.off && !decorator.options.empty()) mistakes.warning(at, "options beside `off` have no effect");
  out.mistakes = mistakes.take();
  return out;
}

std::vector<Diagnostic> check_decorator(const DecoratorFacts& decorator, DecoratorTarget target) {
  return read_decorator(decorator, target).mistakes;
}

}  // namespace scopegraft::rules
