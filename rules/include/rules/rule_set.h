// A checked set of rules, and the three questions asked of it. Stage: YAML -> RuleSet -> Decision.
// A RuleSet is immutable after load(); all functions here are pure and may be called from any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/decision.h"
#include "rules/diagnostic.h"
#include "rules/facts.h"

namespace scopegraft::rules {

struct Rules;  // private to rules/src

class RuleSet {
 public:
  RuleSet();
  explicit RuleSet(std::shared_ptr<const Rules> rules);
  [[nodiscard]] const Rules& rules() const { return *rules_; }

  // Every file that was read for this set (the file itself, then what it extends): dependencies of a build.
  [[nodiscard]] const std::vector<std::filesystem::path>& files() const;

  // One entry per selecting pattern (matches, files, namespaces, derived_from, calls, executors, lookups of `cache`): a rule that matched nothing in a
  // whole target is a warning. `patterns()[i]` is the pattern that the index i of `matched_patterns` speaks of.
  struct Pattern {
    std::string text;
    Position at;
    bool of_preset = false;  // made for many projects: no wonder when it matches nothing in this one
  };
  [[nodiscard]] const std::vector<Pattern>& patterns() const;

 private:
  std::shared_ptr<const Rules> rules_;
};

struct LoadResult {
  RuleSet rules;  // usable when no diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads a rules file and all that it extends. Every mistake of every file is reported in one run. `presets` is the
// directory of the shipped presets. Never throws.
[[nodiscard]] LoadResult load(const std::filesystem::path& file, const std::filesystem::path& presets);

// The same for text that is in memory; `file` names it in diagnostics and anchors relative globs.
[[nodiscard]] LoadResult parse(std::string_view yaml, const std::filesystem::path& file,
                               const std::filesystem::path& presets);

[[nodiscard]] Decision decide(const RuleSet& rules, const FunctionFacts& facts);

// Indices into patterns() that select this function or call, whether or not it is excluded later.
[[nodiscard]] std::vector<unsigned> matched_patterns(const RuleSet& rules, const FunctionFacts& facts);
[[nodiscard]] std::vector<unsigned> matched_patterns(const RuleSet& rules, const CallFacts& facts);

// A `calls:` rule for this call, not profiled when none matches.
[[nodiscard]] Decision decide_call(const RuleSet& rules, const CallFacts& facts);
[[nodiscard]] bool has_call_rules(const RuleSet& rules);

// An `executors:` rule for this call, not profiled when none matches: what it hands over takes the caller's context along.
[[nodiscard]] Decision decide_executor(const RuleSet& rules, const CallFacts& facts);
[[nodiscard]] bool has_executor_rules(const RuleSet& rules);

// Is the call a lookup that the probe counts? Asked of the probes of a profiled function, for the calls in its body.
[[nodiscard]] bool is_cache_lookup(const CacheProbe& probe, const CallFacts& facts);

// Can a rule match a function whose body stands in this file? `never` is certain; `maybe` needs a parse. Only the path
// and the text are looked at: the plain words of every pattern (`app::load_*` needs "load_" in the text), file globs,
// and the words SCOPEGRAFT_PROFILE and SCOPEGRAFT_SCOPE. For a unit, ask for the main file and each of its headers.
// A class may derive from a base that its own file never names: a rule with `derived_from` makes every file `maybe`.
// Headers that the system installed are `never`, unless a rule's `files` names their place.
enum class Relevance { never, maybe };
[[nodiscard]] Relevance may_match(const RuleSet& rules, std::string_view path, std::string_view text);
// As may_match, by the path alone: `maybe` unless no text at that path could match.
[[nodiscard]] Relevance may_match_path(const RuleSet& rules, std::string_view path);

// The outcome of the `tests:` section, one diagnostic per expectation that does not hold.
[[nodiscard]] std::vector<Diagnostic> run_tests(const RuleSet& rules);
// How many expectations there are.
[[nodiscard]] unsigned test_count(const RuleSet& rules);
// How many rules of all sections, with those of extended files.
[[nodiscard]] unsigned rule_count(const RuleSet& rules);

}  // namespace scopegraft::rules
