#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "fragment.h"
#include "keys.h"

namespace scopegraft::rules {
namespace {

using Section = std::vector<RuleFragment>;

// Calls `take` for every entry whose key may stand at `place`; reports the others.
void each_entry(const Node& map, Place place, Mistakes& mistakes,
                const std::function<void(const Key&, const Node& key, const Node& value)>& take) {
  std::unordered_map<std::string_view, Mark> seen;
  for (const Node::Entry& entry : map.entries) {
    if (entry.key->kind != Node::Kind::scalar) {
      mistakes.error(entry.key->at, "a key must be a word, not " + describe(*entry.key));
      continue;
    }
    const std::string& word = entry.key->text;
    if (place == kTop && word.starts_with("x-")) continue;  // the user's own, a home for anchors
    const Key* key = find_key(word);
    if (key == nullptr || (key->places & place) == 0) {
      WrongKey wrong = mistakes.full() ? WrongKey{} : explain_wrong_key(word, place);
      mistakes.error(entry.key->at, std::move(wrong.message), std::move(wrong.hint));
      continue;
    }
    if (const auto [first, fresh] = seen.emplace(word, entry.key->at); !fresh) {
      mistakes.error(entry.key->at, "`" + word + "` is given twice",
                     "the first one is in line " + std::to_string(first->second.line));
      continue;
    }
    take(*key, *entry.key, *entry.value);
  }
}

// Where a list may be empty, so may be the place for it.
bool is_empty(const Node& node) {
  return node.kind == Node::Kind::null || (node.kind == Node::Kind::list && node.items.empty());
}

void take_option(const Key& key, const Node& written, const Node& value, std::vector<WrittenOption>& options,
                 Mistakes& mistakes) {
  if (std::optional<Value> read = read_value(key, value, mistakes))
    options.push_back({&key, written.at, std::move(*read)});
}

RuleFragment read_rule(const Node& node, Place place, Mistakes& mistakes) {
  RuleFragment rule;
  rule.at = node.at;
  bool selects = false;
  each_entry(node, place, mistakes, [&](const Key& key, const Node& written, const Node& value) {
    const std::string what(key.name);
    if (key.apply != nullptr) return take_option(key, written, value, rule.options, mistakes);
    if (what == "skip_trivial") {
      rule.skip_trivial = read_boolean(what, value, mistakes);
    } else if (what == "min_statements") {
      rule.min_statements = read_count(what, value, mistakes);
    } else {
      std::vector<LocatedText>& list = what == "files"               ? rule.files
                                       : what == "derived_from"      ? rule.derived_from
                                       : what.starts_with("exclude") ? rule.exclude
                                                                     : rule.match;
      selects = selects || what == "match" || what == "namespaces" || what == "derived_from" ||
                (what == "files" && place == kModule);
      if (!(what.starts_with("exclude") && is_empty(value))) list = read_texts(what, value, mistakes);
    }
  });
  if (!selects) {
    const char* hint = place == kModule  ? "add `files` or `namespaces`"
                       : place == kClass ? "add `match` or `derived_from`"
                                         : "add `match`";
    mistakes.error(node.at, "this rule selects nothing", hint);
  }
  return rule;
}

void read_section(const Key& key, Place place, const Node& node, Section& section, Mistakes& mistakes) {
  if (node.kind == Node::Kind::null) return;  // all of its rules are commented out
  const auto add = [&](const Node& item) {
    if (item.kind == Node::Kind::map)
      section.push_back(read_rule(item, place, mistakes));
    else
      mistakes.error(item.at, "`" + std::string(key.name) + "` wants rules, not " + describe(item),
                     "a rule is a map of keys");
  };
  if (node.kind == Node::Kind::list)
    for (const NodePtr& item : node.items) add(*item);
  else if (node.kind == Node::Kind::map)
    mistakes.error(node.at, "`" + std::string(key.name) + "` wants a list of rules, not a map",
                   "begin each rule with `- `");
  else
    add(node);
}

void read_defaults(const Node& node, Fragment& fragment, Mistakes& mistakes) {
  if (node.kind == Node::Kind::null) return;
  if (node.kind != Node::Kind::map) {
    mistakes.error(node.at, "`defaults` wants a map of options, not " + describe(node));
    return;
  }
  each_entry(node, kDefaults, mistakes, [&](const Key& key, const Node& written, const Node& value) {
    if (key.apply != nullptr) return take_option(key, written, value, fragment.defaults, mistakes);
    if (key.name == "skip_trivial") fragment.skip_trivial = read_boolean("skip_trivial", value, mistakes);
    if (key.name == "min_statements") fragment.min_statements = read_count("min_statements", value, mistakes);
  });
}

std::optional<Expectation> read_expectation(const Node& node, Mistakes& mistakes) {
  using Kind = Expectation::Kind;
  static constexpr std::array<std::pair<std::string_view, Kind>, 5> kWords{{{"profiled", Kind::profiled},
                                                                            {"excluded", Kind::excluded},
                                                                            {"skipped", Kind::skipped},
                                                                            {"unmatched", Kind::unmatched},
                                                                            {"not_profiled", Kind::not_profiled}}};
  if (node.kind == Node::Kind::map) {
    Expectation expectation;
    each_entry(node, kFunction, mistakes, [&](const Key& key, const Node& written, const Node& value) {
      if (key.apply != nullptr) return take_option(key, written, value, expectation.options, mistakes);
      mistakes.error(written.at, "`" + std::string(key.name) + "` is not an option of a profiled function");
    });
    return expectation;
  }
  for (const auto& [word, kind] : kWords)
    if (node.kind == Node::Kind::scalar && node.text == word) return Expectation{kind, {}};
  std::vector<std::string> names;
  for (const auto& [word, kind] : kWords) names.emplace_back(word);
  const std::string meant = nearest(node.text, names);
  mistakes.error(
      node.at, "`expect` wants an outcome or a map of options, not " + describe(node),
      meant.empty() ? "profiled, excluded, skipped, unmatched or not_profiled" : "did you mean `" + meant + "`?");
  return std::nullopt;
}

void read_test(const Node& node, std::vector<TestFragment>& tests, Mistakes& mistakes) {
  if (node.kind != Node::Kind::map) {
    mistakes.error(node.at, "`tests` wants maps, not " + describe(node),
                   "for example `{function: \"app::f\", expect: profiled}`");
    return;
  }
  TestFragment test;
  test.at = node.at;
  bool expects = false;
  bool names = false;
  const auto text = [&](const std::string& what, const Node& value) {
    std::optional<LocatedText> read = read_text(what, value, mistakes);
    return read ? std::move(read->value) : std::string();
  };
  each_entry(node, kTest, mistakes, [&](const Key& key, const Node& /*written*/, const Node& value) {
    const std::string what(key.name);
    if (what == "function" || what == "call") {
      if (std::exchange(names, true))
        mistakes.error(value.at, "a test speaks of a `function` or of a `call`, not of both");
      (what == "call" ? test.call : test.function) = text(what, value);
    } else if (what == "file") {
      test.file = text(what, value);
    } else if (what == "class") {
      test.class_name = text(what, value);
    } else if (what == "derived_from") {
      test.derived_from = read_texts(what, value, mistakes);
    } else if (what == "trivial") {
      test.trivial = read_boolean(what, value, mistakes).value_or(false);
    } else if (what == "statements") {
      test.statements = read_count(what, value, mistakes);
    } else if (what == "expect") {
      expects = true;
      if (std::optional<Expectation> read = read_expectation(value, mistakes))
        test.expect = {std::move(*read), value.at};
    }
  });
  if (!names) mistakes.error(node.at, "this test does not say what it is about", "add `function: \"app::f\"`");
  if (!expects) mistakes.error(node.at, "this test expects nothing", "add `expect: profiled` or `expect: excluded`");
  if (names && expects) tests.push_back(std::move(test));
}

void read_version(const Node& node, Mistakes& mistakes) {
  if (node.kind == Node::Kind::scalar && node.text == "1") return;
  const std::optional<std::uint64_t> version = read_count("version", node, mistakes);
  if (version)
    mistakes.error(node.at, "version " + node.text + " of the rule language is not known",
                   "this scopegraft reads `version: 1`");
}

}  // namespace

Fragment read_fragment(const Node& root, Mistakes& mistakes) {
  Fragment fragment;
  if (root.kind != Node::Kind::map && root.kind != Node::Kind::null) {
    mistakes.error(root.at, "a rules file is a map of keys, not " + describe(root), "begin with `version: 1`");
    return fragment;
  }
  bool has_version = false;
  std::vector<WrittenOption> top;
  each_entry(root, kTop, mistakes, [&](const Key& key, const Node& written, const Node& value) {
    const std::string what(key.name);
    if (what == "version") {
      has_version = true;
      read_version(value, mistakes);
    } else if (what == "extends") {
      if (!is_empty(value)) fragment.extends = read_texts(what, value, mistakes);
    } else if (what == "defaults") {
      read_defaults(value, fragment, mistakes);
    } else if (what == "exclude") {
      if (!is_empty(value)) fragment.exclude = read_texts(what, value, mistakes);
    } else if (what == "modules") {
      read_section(key, kModule, value, fragment.modules, mistakes);
    } else if (what == "classes") {
      read_section(key, kClass, value, fragment.classes, mistakes);
    } else if (what == "functions") {
      read_section(key, kFunction, value, fragment.functions, mistakes);
    } else if (what == "calls") {
      read_section(key, kCall, value, fragment.calls, mistakes);
    } else if (what == "executors") {
      read_section(key, kExecutor, value, fragment.executors, mistakes);
    } else if (what == "tests") {
      if (value.kind == Node::Kind::list)
        for (const NodePtr& item : value.items) read_test(*item, fragment.tests, mistakes);
      else if (value.kind != Node::Kind::null)
        mistakes.error(value.at, "`tests` wants a list, not " + describe(value), "begin each test with `- `");
    } else {
      take_option(key, written, value, top, mistakes);  // overhead_budget
    }
  });
  if (!has_version)
    mistakes.error({}, "the file does not say which version of the rule language it speaks", "begin with `version: 1`");
  // An option in `defaults` is nearer than the same one at the top level, wherever the two stand.
  fragment.defaults.insert(fragment.defaults.begin(), top.begin(), top.end());
  return fragment;
}

}  // namespace scopegraft::rules
