#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "rules.h"

namespace scopegraft::rules {
namespace {

class Compiler {
 public:
  Compiler(Mistakes& mistakes, Rules& rules) : mistakes_(mistakes), rules_(rules) {}

  void add(const Fragment& fragment) {
    for (const WrittenOption& option : fragment.defaults) rules_.defaults.push_back(applied(option));
    if (fragment.skip_trivial) rules_.skip_trivial = fragment.skip_trivial;
    if (fragment.min_statements) rules_.min_statements = fragment.min_statements;
    exclusions(fragment.exclude, rules_.exclude);
    section(fragment.modules, "modules", rules_.modules);
    section(fragment.classes, "classes", rules_.classes);
    section(fragment.functions, "functions", rules_.functions);
    section(fragment.calls, "calls", rules_.calls);
    section(fragment.executors, "executors", rules_.executors);
    for (const TestFragment& test : fragment.tests) rules_.tests.push_back(compiled_test(test));
  }

 private:
  [[nodiscard]] const Source& source() const { return mistakes_.source(); }
  [[nodiscard]] std::string origin(Mark at) const { return to_string(position(source(), at)); }

  AppliedOption applied(const WrittenOption& option) {
    AppliedOption out{option.key, option.value, origin(option.at)};
    if (auto* const probes = std::get_if<std::vector<CacheProbe>>(&out.value))
      for (CacheProbe& probe : *probes) {
        rules_.patterns.push_back({probe.get, probe.at, source().is_preset});
        probe.pattern = static_cast<unsigned>(rules_.patterns.size() - 1);
      }
    return out;
  }

  std::optional<NamePattern> pattern(const LocatedText& written, std::string_view suffix = {}) {
    std::string text = written.value;
    if (!suffix.empty() && !text.starts_with("regex:") && !text.ends_with("**")) text += suffix;
    CompiledPattern compiled = compile_pattern(text);
    if (!compiled.pattern) {
      Mark at = written.at;
      const std::size_t offset = std::min(compiled.offset, written.value.size());
      at.column += static_cast<unsigned>(offset);
      at.offset += offset;
      mistakes_.error(at, std::move(compiled.message), std::move(compiled.hint));
    }
    return std::move(compiled.pattern);
  }

  unsigned register_pattern(const LocatedText& written) {
    rules_.patterns.push_back({written.value, position(source(), written.at), source().is_preset});
    return static_cast<unsigned>(rules_.patterns.size() - 1);
  }

  void selectors(const std::vector<LocatedText>& texts, std::string_view suffix, std::vector<Selector>& out) {
    for (const LocatedText& text : texts)
      if (std::optional<NamePattern> compiled = pattern(text, suffix))
        out.push_back({std::move(*compiled), register_pattern(text)});
  }

  void exclusions(const std::vector<LocatedText>& texts, std::vector<Exclusion>& out) {
    for (const LocatedText& text : texts)
      if (std::optional<NamePattern> compiled = pattern(text))
        out.push_back({std::move(*compiled), text.value, origin(text.at)});
  }

  void files(const std::vector<LocatedText>& texts, Rule& rule) {
    bool positive = texts.empty();
    for (const LocatedText& text : texts) {
      const bool negated = text.value.starts_with('!');
      positive = positive || !negated;
      CompiledGlob compiled = compile_glob(std::string_view(text.value).substr(negated ? 1 : 0), source().directory);
      if (!compiled.glob)
        mistakes_.error(text.at, std::move(compiled.message), std::move(compiled.hint));
      else if (negated)
        rule.not_files.push_back(std::move(*compiled.glob));
      else
        rule.files.push_back({std::move(*compiled.glob), register_pattern(text)});
    }
    if (!positive)
      mistakes_.error(texts.front().at, "`files` only takes files out",
                      "add the glob that they are taken out of, for example `**`");
  }

  void section(const std::vector<RuleFragment>& fragments, std::string_view name, RuleSection& out) {
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      const RuleFragment& fragment = fragments[i];
      Rule rule;
      rule.label = std::string(name) + "[" + std::to_string(i) + "]";
      files(fragment.files, rule);
      selectors(fragment.match, &out == &rules_.modules ? "::**" : "", rule.names);
      selectors(fragment.derived_from, "", rule.bases);
      exclusions(fragment.exclude, rule.exclude);
      for (const WrittenOption& option : fragment.options) rule.options.push_back(applied(option));
      rule.skip_trivial = fragment.skip_trivial;
      rule.min_statements = fragment.min_statements;
      out.rules.push_back(std::move(rule));
    }
  }

  RuleTest compiled_test(const TestFragment& test) {
    RuleTest out{test, "", position(source(), test.expect.at), excerpt(source(), test.expect.at)};
    if (!test.file.empty()) out.file = (source().directory / test.file).lexically_normal().generic_string();
    return out;
  }

  Mistakes& mistakes_;
  Rules& rules_;
};

void index_section(RuleSection& section) {
  for (unsigned r = 0; r < section.rules.size(); ++r) {
    const Rule& rule = section.rules[r];
    for (unsigned s = 0; s < rule.names.size(); ++s) {
      section.names.add(rule.names[s].pattern.key(), static_cast<unsigned>(section.name_places.size()));
      section.name_places.push_back({r, s});
    }
    for (unsigned s = 0; s < rule.bases.size(); ++s) {
      section.bases.add(rule.bases[s].pattern.key(), static_cast<unsigned>(section.base_places.size()));
      section.base_places.push_back({r, s});
    }
    if (!rule.names.empty() || !rule.bases.empty()) continue;
    for (const FileSelector& file : rule.files)
      for (const std::string& root : file.glob.roots()) section.by_root[root].push_back(r);
  }
}

// Names that macros of test frameworks put together: the text holds the macro, not the name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPastedNames{
    {{"TestBody", "TEST"},
     {"_Test", "TEST"},
     {"CATCH2_INTERNAL_TEST", "TEST_CASE"},
     {"CATCH2_INTERNAL_TEST", "SCENARIO"},
     {"C_A_T_C_H", "TEST_CASE"},
     {"C_A_T_C_H", "SCENARIO"}}};

void add_words(const RequiredWord& word, std::vector<RequiredWord>& words) {
  words.push_back(word);
  for (const auto& [pasted, macro] : kPastedNames)
    if (word.text.find(pasted) != std::string::npos) words.push_back({std::string(macro), false});
}

void index_relevance(const RuleSection& section, Relevant& relevant) {
  for (const Rule& rule : section.rules) {
    std::vector<RequiredWord> words;
    // A class may derive from a base that its own file never names, so derived_from asks for no word.
    bool every_text = rule.names.empty() || !rule.bases.empty();
    for (const Selector& selector : rule.names) {
      add_words(selector.pattern.required_word(), words);
      every_text = every_text || selector.pattern.required_word().text.empty();
    }
    if (every_text) words.clear();
    if (rule.files.empty()) {
      relevant.any_text = relevant.any_text || every_text;
      for (const RequiredWord& word : words) relevant.words.add(word);
      continue;
    }
    const auto id = static_cast<unsigned>(relevant.restricted.size());
    relevant.restricted.push_back({&rule, std::move(words)});
    for (const FileSelector& file : rule.files)
      for (const std::string& root : file.glob.roots()) relevant.by_root[root].push_back(id);
  }
}

}  // namespace

void compile(const Fragment& fragment, Mistakes& mistakes, Rules& rules) { Compiler(mistakes, rules).add(fragment); }

void finish(Rules& rules) {
  for (unsigned i = 0; i < rules.exclude.size(); ++i) rules.exclude_index.add(rules.exclude[i].pattern.key(), i);
  for (RuleSection* section : {&rules.modules, &rules.classes, &rules.functions, &rules.calls, &rules.executors}) {
    index_section(*section);
    index_relevance(*section, rules.relevant);
  }
  rules.relevant.words.add({"SCOPEGRAFT_PROFILE", true});
  rules.relevant.words.add({"SCOPEGRAFT_SCOPE", true});
  rules.relevant.words.finish();
}

}  // namespace scopegraft::rules
