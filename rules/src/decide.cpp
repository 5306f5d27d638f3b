// The one place that knows precedence. Options, key by key: defaults < modules < classes < functions < decorator of the
// class < decorator of the function; within a section the later rule wins. Selection, in the same order: an exclude
// wins over matches of its own section and those before it. The `exclude` of the top level also wins over a `functions`
// pattern that names a set, but not over one that names the function itself. A decorator wins over all. Functions named
// by a `functions` rule are profiled whatever their size, unless the rule itself sets `skip_trivial` or
// `min_statements`.
#include <algorithm>
#include <string_view>
#include <utility>

#include "match.h"
#include "read_decorator.h"
#include "rules.h"

namespace scopegraft::rules {
namespace {

// What the rules looked at so far make of the function.
struct Verdict {
  Outcome outcome = Outcome::unmatched;
  std::string rule;
  std::string reason;
  // The sizes below which a function is not worth measuring, of the section that selected it.
  bool skip_trivial = false;
  std::uint64_t min_statements = 0;
};

// An exclusion covers a function and the lambdas in its body.
bool excludes(const Exclusion& exclusion, const Name& name, const Name& without_lambda) {
  return exclusion.pattern.matches(name) ||
         (without_lambda.text.size() != name.text.size() && exclusion.pattern.matches(without_lambda));
}

Name without_lambda(const Name& name) {
  const std::string_view text = without_lambdas(name.text);
  if (text.size() == name.text.size()) return name;
  std::vector<unsigned> optional;
  for (unsigned i = 0; i < name.components.size(); ++i)
    if (name.components[i].optional) optional.push_back(i);
  return split_name(text, optional, name.template_arguments);
}

void apply(const std::vector<AppliedOption>& options, Options& out) {
  for (const AppliedOption& option : options) option.key->apply(out, option.value, option.origin);
}

Verdict excluded_by(const Exclusion& exclusion, const std::string& label) {
  return {Outcome::excluded, exclusion.origin,
          "excluded by `" + exclusion.text + "`" + (label.empty() ? "" : " of " + label)};
}

// One section's word on the function, and its options. Nothing when no rule of it matches.
struct SectionVerdict {
  Verdict verdict;
  bool is_explicit = false;
};
struct Smallest {  // what applies when no rule of the section speaks of it
  std::optional<bool> skip_trivial;
  std::optional<std::uint64_t> min_statements;
};
std::optional<SectionVerdict> ask(const Rules& rules, const RuleSection& section, const Query& query, const Name& outer,
                                  Smallest smallest, Options& options) {
  std::optional<SectionVerdict> out;
  std::optional<Verdict> excluded;
  for (const Hit& hit : hits(section, query, Find::first)) {
    const Rule& rule = section.rules[hit.rule];
    const auto by = std::find_if(rule.exclude.begin(), rule.exclude.end(),
                                 [&](const Exclusion& e) { return excludes(e, query.name, outer); });
    if (by != rule.exclude.end()) {
      excluded = excluded_by(*by, rule.label);
      continue;
    }
    const RuleSet::Pattern& pattern = rules.patterns[hit.pattern];
    const bool before = out && out->is_explicit;
    out = {{Outcome::profiled, to_string(pattern.at), "matched by `" + pattern.text + "` of " + rule.label},
           hit.is_explicit || before};
    if (rule.skip_trivial) smallest.skip_trivial = rule.skip_trivial;
    if (rule.min_statements) smallest.min_statements = rule.min_statements;
    apply(rule.options, options);
  }
  if (excluded) return SectionVerdict{std::move(*excluded), false};
  if (out) {
    out->verdict.skip_trivial = smallest.skip_trivial.value_or(false);
    out->verdict.min_statements = smallest.min_statements.value_or(0);
  }
  return out;
}

std::optional<Verdict> top_level_exclusion(const Rules& rules, const Name& name, const Name& outer) {
  if (rules.exclude.empty()) return std::nullopt;
  std::vector<unsigned> candidates;
  rules.exclude_index.candidates(name, candidates);
  if (outer.text.size() != name.text.size()) rules.exclude_index.candidates(outer, candidates);
  std::sort(candidates.begin(), candidates.end());
  for (const unsigned id : candidates)
    if (excludes(rules.exclude[id], name, outer)) return excluded_by(rules.exclude[id], "");
  return std::nullopt;
}

void ask_decorator(const DecoratorFacts& decorator, DecoratorTarget target, Verdict& verdict, Options& options) {
  const std::string of_what = target == DecoratorTarget::its_class ? " on the class" : "";
  const std::string at = to_string(decorator.at);
  if (decorator.off) {
    verdict = {Outcome::excluded, at, "SCOPEGRAFT_PROFILE(off)" + of_what};
    return;
  }
  verdict = {Outcome::profiled, at, "SCOPEGRAFT_PROFILE" + of_what};
  for (const DecoratorOption& option : read_decorator(decorator, target).options)
    option.key->apply(options, option.value, "decorator " + at);
}

void skip_small(const FunctionFacts& facts, Verdict& verdict) {
  if (verdict.outcome != Outcome::profiled) return;
  if (verdict.skip_trivial && facts.is_trivial) {
    verdict.outcome = Outcome::skipped;
    verdict.reason = "trivial (skip_trivial)";
  } else if (facts.statements < verdict.min_statements) {
    verdict.outcome = Outcome::skipped;
    verdict.reason = std::to_string(facts.statements) + (facts.statements == 1 ? " statement" : " statements") +
                     " (min_statements: " + std::to_string(verdict.min_statements) + ")";
  }
}

Decision decision(Verdict verdict, Options options) {
  return {verdict.outcome == Outcome::profiled, verdict.outcome, std::move(verdict.rule), std::move(verdict.reason),
          std::move(options)};
}

}  // namespace

Decision decide(const RuleSet& rule_set, const FunctionFacts& facts) {
  const Rules& rules = rule_set.rules();
  const Query query = query_of(facts);
  const Name outer = without_lambda(query.name);
  Options options;
  apply(rules.defaults, options);

  Verdict verdict{Outcome::unmatched, "", query.installed ? "in a system header" : "no rule matches"};
  if (auto modules =
          ask(rules, rules.modules, query, outer, {rules.skip_trivial.value_or(true), rules.min_statements}, options))
    verdict = std::move(modules->verdict);
  if (auto classes = ask(rules, rules.classes, query, outer, {rules.skip_trivial, rules.min_statements}, options))
    verdict = std::move(classes->verdict);
  auto functions = ask(rules, rules.functions, query, outer, {}, options);
  if (functions) verdict = functions->verdict;
  // Also for what no rule matches, so that `scopegraft list` and tests can say that it is left out on purpose.
  const bool open = verdict.outcome == Outcome::profiled || (verdict.outcome == Outcome::unmatched && !query.installed);
  if (open && !(functions && functions->is_explicit))
    if (std::optional<Verdict> excluded = top_level_exclusion(rules, query.name, outer)) verdict = std::move(*excluded);
  if (facts.class_decorator) ask_decorator(*facts.class_decorator, DecoratorTarget::its_class, verdict, options);
  if (facts.decorator) ask_decorator(*facts.decorator, DecoratorTarget::function, verdict, options);
  skip_small(facts, verdict);
  return decision(std::move(verdict), std::move(options));
}

Decision decide_call(const RuleSet& rule_set, const CallFacts& facts) {
  const Rules& rules = rule_set.rules();
  const Query query = query_of(facts);
  Options options;
  apply(rules.defaults, options);
  Verdict verdict{Outcome::unmatched, "", "no rule matches"};
  if (auto calls = ask(rules, rules.calls, query, query.name, {}, options)) verdict = std::move(calls->verdict);
  return decision(std::move(verdict), std::move(options));
}

Decision decide_executor(const RuleSet& rule_set, const CallFacts& facts) {
  const Rules& rules = rule_set.rules();
  const Query query = query_of(facts);
  Options options;
  Verdict verdict{Outcome::unmatched, "", "no rule matches"};
  if (auto executors = ask(rules, rules.executors, query, query.name, {}, options)) verdict = std::move(executors->verdict);
  return decision(std::move(verdict), std::move(options));
}

bool has_executor_rules(const RuleSet& rules) { return !rules.rules().executors.rules.empty(); }
bool has_call_rules(const RuleSet& rules) { return !rules.rules().calls.rules.empty(); }

std::vector<unsigned> matched_patterns(const RuleSet& rule_set, const FunctionFacts& facts) {
  const Rules& rules = rule_set.rules();
  const Query query = query_of(facts);
  std::vector<unsigned> out;
  for (const RuleSection* section : {&rules.modules, &rules.classes, &rules.functions})
    for (const Hit& hit : hits(*section, query, Find::all)) out.push_back(hit.pattern);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<unsigned> matched_patterns(const RuleSet& rule_set, const CallFacts& facts) {
  std::vector<unsigned> out;
  const Query query = query_of(facts);
  for (const RuleSection* section : {&rule_set.rules().calls, &rule_set.rules().executors})
    for (const Hit& hit : hits(*section, query, Find::all)) out.push_back(hit.pattern);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_cache_lookup(const CacheProbe& probe, const CallFacts& facts) {
  const CompiledPattern compiled = compile_pattern(probe.get);
  return compiled.pattern && compiled.pattern->matches(query_of(facts).name);
}

}  // namespace scopegraft::rules
