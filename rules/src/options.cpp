#include "options.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "name_pattern.h"
#include "rules/condition.h"
#include "values.h"

namespace scopegraft::rules {
namespace {

// The collectors that the runtime brings, with their parameters. Others are the program's own: nothing is known of
// them.
struct KnownCollector {
  std::string_view name;
  std::array<std::string_view, 2> parameters;
};
constexpr std::array<KnownCollector, 3> kCollectors{
    {{"memory", {}}, {"database", {"track_queries"}}, {"cache", {"track_hit_rate"}}}};

// Where the character `offset` of a scalar's value stands in the file, if the value is written there as it reads.
Mark inside(const Node& node, std::size_t offset, const Source& source) {
  const std::size_t begin = node.at.offset + (node.quoted ? 1 : 0);
  if (begin > source.text.size() || node.text.find('\n') != std::string::npos) return node.at;
  if (std::string_view(source.text).substr(begin, node.text.size()) != node.text) return node.at;
  Mark at = node.at;
  at.column += static_cast<unsigned>(begin - node.at.offset + offset);
  at.offset = begin + offset;
  return at;
}

// A parameter, or a member reached from one: "request", "request.user_id", "request->user.name()".
bool is_field(std::string_view text) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t dot = std::min(text.find('.', begin), text.size());
    const std::size_t end = std::min(text.find("->", begin), dot);
    std::string_view part = text.substr(begin, end - begin);
    if (begin != 0 && part.ends_with("()")) part.remove_suffix(2);
    if (!is_identifier(part)) return false;
    begin = end + (end == dot ? 1 : 2);
  }
  return true;
}

bool is_qualified(std::string_view text) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find("::", begin), text.size());
    if (!is_identifier(text.substr(begin, end - begin))) return false;
    begin = end + 2;
  }
  return true;
}

std::string wants(const std::string& what, const char* wanted, const Node& node) {
  return "`" + what + "` wants " + wanted + ", not " + describe(node);
}

const std::string* scalar(const Node& node) { return node.kind == Node::Kind::scalar ? &node.text : nullptr; }

std::optional<Value> read_rate(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  if (text != nullptr && *text == "auto") return SampleRate{};
  const std::optional<double> number = text == nullptr ? std::nullopt : parse_number(*text);
  if (!number) {
    std::string hint = "for example `0.1`, or `auto`";
    if (text != nullptr && text->ends_with('%'))
      if (const std::optional<double> share = parse_share(*text)) hint = "write `" + rules::spell(*share) + "`";
    if (text != nullptr && !nearest(*text, {"auto"}).empty()) hint = "did you mean `auto`?";
    mistakes.error(node.at, wants(what, "a number between 0 and 1, or `auto`", node), hint);
    return std::nullopt;
  }
  if (*number < 0 || *number > 1) {
    const bool percent = *number > 1 && *number <= 100;
    mistakes.error(
        node.at, "`" + what + "` is " + *text + ", outside 0..1",
        percent ? "for " + *text + " % write `" + rules::spell(*number / 100) + "`" : "1 measures every call");
    return std::nullopt;
  }
  return SampleRate{false, *number};
}

std::optional<Value> read_share(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  const std::optional<double> share = text == nullptr ? std::nullopt : parse_share(*text);
  if (!share) {
    mistakes.error(node.at, wants(what, "a share of the run time", node), "for example `2%` or `0.02`");
    return std::nullopt;
  }
  if (*share < 0 || *share > 1) {
    mistakes.error(node.at, "`" + what + "` is " + *text + ", outside 0..1",
                   *share > 1 && *share <= 100 ? "for " + *text + " % write `" + *text + "%`" : "for example `2%`");
    return std::nullopt;
  }
  return *share;
}

std::optional<Value> read_duration(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  if (text != nullptr)
    if (const std::optional<std::uint64_t> ns = parse_duration(*text)) return *ns;
  const bool bare = text != nullptr && parse_number(*text).has_value();
  mistakes.error(node.at, wants(what, "a duration", node),
                 bare ? "add a unit: `" + *text + "ms`" : "for example `50ms`, `2s`, `100us`");
  return std::nullopt;
}

std::optional<Value> read_fields(const std::string& what, const Node& node, Mistakes& mistakes) {
  std::vector<std::string> fields;
  bool good = true;
  for (const Located<std::string>& field : read_texts(what, node, mistakes)) {
    if (!is_field(field.value)) {
      mistakes.error(field.at, "`" + field.value + "` is not a field", "for example `request_id` or `request.user_id`");
      good = false;
    }
    fields.push_back(field.value);
  }
  if (fields.empty() || !good) return std::nullopt;
  return fields;
}

std::optional<Pairs> read_pairs(const std::string& what, const Node& node, Mistakes& mistakes) {
  if (node.kind != Node::Kind::map) {
    mistakes.error(node.at, wants(what, "a map", node), "for example `{operation: import}`");
    return std::nullopt;
  }
  Pairs pairs;
  bool good = true;
  for (const Node::Entry& entry : node.entries) {
    const std::string* key = scalar(*entry.key);
    const std::string* value = scalar(*entry.value);
    if (key == nullptr || key->empty() || value == nullptr) {
      mistakes.error(entry.value->at, "`" + what + "` wants single values, not " +
                                          describe(key == nullptr || key->empty() ? *entry.key : *entry.value));
      good = false;
      continue;
    }
    if (std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == *key; })) {
      mistakes.error(entry.key->at, "`" + *key + "` is given twice");
      good = false;
    }
    pairs.emplace_back(*key, *value);
  }
  return good ? std::optional(std::move(pairs)) : std::nullopt;
}

bool check_collector(const Collector& collector, const Node& node, Mistakes& mistakes) {
  if (!is_qualified(collector.name)) {
    mistakes.error(node.at, "`" + collector.name + "` is not the name of a collector",
                   "memory, database, cache, or a name that the program registers");
    return false;
  }
  for (const KnownCollector& known : kCollectors) {
    if (known.name != collector.name) continue;
    for (const auto& [parameter, value] : collector.parameters) {
      std::vector<std::string> names;
      for (const std::string_view name : known.parameters)
        if (!name.empty()) names.emplace_back(name);
      if (std::find(names.begin(), names.end(), parameter) != names.end()) {
        if (parse_boolean(value)) continue;
        mistakes.error(node.at, "`" + parameter + "` wants true or false, not `" + value + "`");
        return false;
      }
      const std::string meant = nearest(parameter, names);
      mistakes.error(node.at, "the collector `" + collector.name + "` has no parameter `" + parameter + "`",
                     !meant.empty()  ? "did you mean `" + meant + "`?"
                     : names.empty() ? "it has none"
                                     : "it has `" + names.front() + "`");
      return false;
    }
  }
  return true;
}

std::optional<Value> read_collectors(const std::string& what, const Node& node, Mistakes& mistakes) {
  std::vector<Collector> collectors;
  bool good = true;
  const auto add = [&](const Node& item) {
    if (const std::string* name = scalar(item)) {
      collectors.push_back({*name, {}});
      good = check_collector(collectors.back(), item, mistakes) && good;
      return;
    }
    if (item.kind != Node::Kind::map || item.entries.empty()) {
      mistakes.error(item.at, wants(what, "names of collectors", item),
                     "for example `[memory, {database: {track_queries: true}}]`");
      good = false;
      return;
    }
    for (const Node::Entry& entry : item.entries) {
      const std::string* name = scalar(*entry.key);
      std::optional<Pairs> parameters = Pairs{};
      if (entry.value->kind != Node::Kind::null)
        parameters = read_pairs(name == nullptr ? what : *name, *entry.value, mistakes);
      if (name == nullptr || !parameters) {
        if (name == nullptr) mistakes.error(entry.key->at, wants(what, "names of collectors", *entry.key));
        good = false;
        continue;
      }
      collectors.push_back({*name, std::move(*parameters)});
      good = check_collector(collectors.back(), *entry.key, mistakes) && good;
    }
  };
  if (node.kind == Node::Kind::list)
    for (const NodePtr& item : node.items) add(*item);
  else
    add(node);
  return good ? std::optional<Value>(std::move(collectors)) : std::nullopt;
}

std::optional<Value> read_condition(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::optional<Located<std::string>> text = read_text(what, node, mistakes);
  if (!text) return std::nullopt;
  const ConditionResult parsed = parse_condition(text->value);
  for (const ConditionMistake& mistake : parsed.mistakes)
    mistakes.error(inside(node, mistake.offset, mistakes.source()), mistake.message, mistake.hint);
  if (!parsed.mistakes.empty()) return std::nullopt;
  return text->value;
}

// Do its brackets and quotes match?
bool is_whole_expression(const std::string& text) {
  const ConditionResult parsed = parse_condition("arg(" + text + ")");
  return parsed.mistakes.empty() && parsed.condition.kind == Condition::Kind::argument && parsed.condition.subject == trimmed(text);
}

std::optional<CacheProbe> read_probe(const std::string& what, const Node& node, Mistakes& mistakes) {
  CacheProbe probe;
  if (node.kind != Node::Kind::map) {
    mistakes.error(node.at, wants(what, "a map", node), "for example `{get: \"LruCache::get\", hit_when: truthy}`");
    return std::nullopt;
  }
  bool good = true;
  for (const Node::Entry& entry : node.entries) {
    const std::string key = entry.key->text;
    if (key != "get" && key != "hit_when") {
      const std::string meant = nearest(key, {"get", "hit_when"});
      mistakes.error(entry.key->at, "`" + what + "` has no key `" + key + "`",
                     meant.empty() ? "it has `get` and `hit_when`" : "did you mean `" + meant + "`?");
      good = false;
      continue;
    }
    const std::optional<Located<std::string>> text = read_text(key, *entry.value, mistakes);
    if (!text) {
      good = false;
    } else if (key == "get") {
      const CompiledPattern pattern = compile_pattern(text->value);
      if (!pattern.pattern)
        mistakes.error(inside(*entry.value, pattern.offset, mistakes.source()), pattern.message, pattern.hint);
      good = good && pattern.pattern.has_value();
      probe.get = text->value;
      probe.at = position(mistakes.source(), text->at);
    } else {
      probe.hit_when = text->value;
      probe.hit_when_at = position(mistakes.source(), text->at);
      if (text->value.find('\n') != std::string::npos) {
        mistakes.error(text->at, "`hit_when` wants a single line");
        good = false;
      } else if (!is_whole_expression(text->value)) {
        mistakes.error(text->at, "the brackets or quotes of `hit_when` do not match");
        good = false;
      } else if (text->value != "truthy" && text->value != "falsy" && text->value.find("result") == std::string::npos) {
        mistakes.error(
            text->at,
            "`hit_when` wants `truthy`, `falsy` or a C++ expression over `result`, not " + describe(*entry.value),
            "for example `\"result != nullptr\"`");
        good = false;
      }
    }
  }
  if (good && probe.get.empty()) {
    mistakes.error(node.at, "`" + what + "` does not say which function looks up", "add `get: \"LruCache::get\"`");
    good = false;
  }
  return good ? std::optional(probe) : std::nullopt;
}

std::optional<Value> read_cache(const std::string& what, const Node& node, Mistakes& mistakes) {
  std::vector<CacheProbe> probes;
  bool good = true;
  const auto add = [&](const Node& item) {
    std::optional<CacheProbe> probe = read_probe(what, item, mistakes);
    good = good && probe.has_value();
    if (probe) probes.push_back(std::move(*probe));
  };
  if (node.kind == Node::Kind::list)
    for (const NodePtr& item : node.items) add(*item);
  else
    add(node);
  return good ? std::optional<Value>(std::move(probes)) : std::nullopt;
}

}  // namespace

std::optional<Located<std::string>> read_text(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  if (text == nullptr) {
    mistakes.error(node.at, wants(what, "a text", node));
    return std::nullopt;
  }
  if (trimmed(*text).empty()) {
    mistakes.error(node.at, "`" + what + "` is empty");
    return std::nullopt;
  }
  return Located<std::string>{*text, inside(node, 0, mistakes.source())};
}

std::vector<Located<std::string>> read_texts(const std::string& what, const Node& node, Mistakes& mistakes) {
  std::vector<Located<std::string>> texts;
  const auto add = [&](const Node& item) {
    if (std::optional<Located<std::string>> text = read_text(what, item, mistakes)) texts.push_back(std::move(*text));
  };
  if (node.kind != Node::Kind::list) {
    add(node);
    return texts;
  }
  for (const NodePtr& item : node.items) add(*item);
  if (node.items.empty()) mistakes.error(node.at, "`" + what + "` is empty");
  return texts;
}

std::optional<bool> read_boolean(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  std::optional<bool> value;
  if (text != nullptr && !node.quoted) value = parse_boolean(*text);
  if (value) return value;
  const bool positive = text != nullptr && (*text == "yes" || *text == "on" || *text == "1" || *text == "true");
  const bool negative = text != nullptr && (*text == "no" || *text == "off" || *text == "0" || *text == "false");
  mistakes.error(node.at, wants(what, "true or false", node),
                 positive   ? "write `true`, without quotes"
                 : negative ? "write `false`, without quotes"
                            : "");
  return std::nullopt;
}

std::optional<std::uint64_t> read_count(const std::string& what, const Node& node, Mistakes& mistakes) {
  const std::string* text = scalar(node);
  const std::optional<std::uint64_t> value = text == nullptr ? std::nullopt : parse_count(*text);
  if (!value) mistakes.error(node.at, wants(what, "a number of 0 or more", node));
  return value;
}

std::optional<Value> read_value(const Key& key, const Node& node, Mistakes& mistakes) {
  const std::string what(key.name);
  switch (key.type) {
    case Type::text: {
      const std::optional<Located<std::string>> text = read_text(what, node, mistakes);
      if (!text) return std::nullopt;
      if (text->value.find('\n') != std::string::npos) {
        mistakes.error(node.at, "`" + what + "` wants a single line");
        return std::nullopt;
      }
      return text->value;
    }
    case Type::boolean: {
      const std::optional<bool> value = read_boolean(what, node, mistakes);
      return value ? std::optional<Value>(*value) : std::nullopt;
    }
    case Type::count: {
      const std::optional<std::uint64_t> value = read_count(what, node, mistakes);
      return value ? std::optional<Value>(*value) : std::nullopt;
    }
    case Type::sample_rate:
      return read_rate(what, node, mistakes);
    case Type::share:
      return read_share(what, node, mistakes);
    case Type::duration:
      return read_duration(what, node, mistakes);
    case Type::fields:
      return read_fields(what, node, mistakes);
    case Type::pairs: {
      std::optional<Pairs> pairs = read_pairs(what, node, mistakes);
      return pairs ? std::optional<Value>(std::move(*pairs)) : std::nullopt;
    }
    case Type::collectors:
      return read_collectors(what, node, mistakes);
    case Type::condition:
      return read_condition(what, node, mistakes);
    case Type::cache:
      return read_cache(what, node, mistakes);
    case Type::version:
    case Type::patterns:
    case Type::globs:
    case Type::extends:
    case Type::section:
    case Type::defaults:
    case Type::expectation:
      break;  // not options
  }
  return std::nullopt;
}

}  // namespace scopegraft::rules
