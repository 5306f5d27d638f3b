// Rules as used: patterns compiled and indexed, options with their origins. Stage: Fragment(s) -> Rules -> decisions.
// Immutable once finish() has run; then read from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fragment.h"
#include "glob.h"
#include "keys.h"
#include "name_index.h"
#include "name_pattern.h"
#include "rules/rule_set.h"
#include "source.h"
#include "word_index.h"

namespace scopegraft::rules {

struct AppliedOption {
  const Key* key = nullptr;
  Value value;
  std::string origin;
};

struct Selector {
  NamePattern pattern;
  unsigned id = 0;  // of RuleSet::patterns()
};

struct FileSelector {
  Glob glob;
  unsigned id = 0;
};

struct Exclusion {
  NamePattern pattern;
  std::string text;
  std::string origin;
};

struct Rule {
  std::string label;                // "modules[0]"
  std::vector<Selector> names;      // of functions, classes or (with `::**` behind them) namespaces
  std::vector<Selector> bases;      // derived_from
  std::vector<FileSelector> files;  // none: every file
  std::vector<Glob> not_files;
  std::vector<Exclusion> exclude;
  std::vector<AppliedOption> options;
  std::optional<bool> skip_trivial;
  std::optional<std::uint64_t> min_statements;
};

// Where a pattern stands: the rule and the place in its list.
struct SelectorPlace {
  unsigned rule = 0;
  unsigned selector = 0;
};

// What the patterns of a section's `names` are matched against.
enum class Subject { function, its_class };

struct RuleSection {
  Subject subject = Subject::function;
  std::vector<Rule> rules = {};
  // Built by finish(). Ids of the indexes are places in the lists beside them.
  NameIndex names = {};
  std::vector<SelectorPlace> name_places = {};
  NameIndex bases = {};
  std::vector<SelectorPlace> base_places = {};
  TextMap<std::vector<unsigned>> by_root = {};  // rules that files alone select, by the directories of their globs
};

struct RuleTest {
  TestFragment test;
  std::string file;  // absolute, or empty
  Position at;
  std::string excerpt;
};

// For may_match: what a text must hold for some rule to apply to it.
struct Relevant {
  bool any_text = false;  // a rule applies to every text
  WordIndex words;        // of rules that apply in every file
  struct Restricted {     // a rule that applies in some files only
    const Rule* rule = nullptr;
    std::vector<RequiredWord> words;  // none: every text there
  };
  std::vector<Restricted> restricted;
  TextMap<std::vector<unsigned>> by_root;
};

struct Rules {
  Rules() = default;
  Rules(const Rules&) = delete;  // Relevant points into the sections
  Rules& operator=(const Rules&) = delete;

  std::vector<std::filesystem::path> files;
  std::vector<RuleSet::Pattern> patterns;
  std::vector<AppliedOption> defaults;
  std::optional<bool> skip_trivial;
  std::optional<std::uint64_t> min_statements;
  std::vector<Exclusion> exclude;
  NameIndex exclude_index;
  RuleSection modules;
  RuleSection classes{.subject = Subject::its_class};
  RuleSection functions;
  RuleSection calls;
  RuleSection executors;
  std::vector<RuleTest> tests;
  Relevant relevant;
};

// Checks a fragment and adds it behind what is there.
void compile(const Fragment& fragment, Mistakes& mistakes, Rules& rules);

// Builds the indexes, after the last compile().
void finish(Rules& rules);

// Calls `take` with every element of `by_root` whose root is a directory above `path`.
template <class Take>
void each_above(const TextMap<std::vector<unsigned>>& by_root, std::string_view path, Take take) {
  if (by_root.empty()) return;
  for (std::size_t slash = path.rfind('/');; slash = path.rfind('/', slash - 1)) {
    const std::string_view directory = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    if (const auto found = by_root.find(directory); found != by_root.end())
      for (const unsigned id : found->second) take(id);
    if (slash == std::string_view::npos || slash == 0) return;
  }
}

}  // namespace scopegraft::rules
