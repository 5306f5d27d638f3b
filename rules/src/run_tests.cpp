#include <string_view>
#include <utility>

#include "name.h"
#include "rules.h"

namespace scopegraft::rules {
namespace {

FunctionFacts facts_of(const RuleTest& test) {
  FunctionFacts facts;
  facts.qualified_name = test.test.function;
  facts.file = test.file;
  facts.is_trivial = test.test.trivial;
  constexpr unsigned kMany = 1000;  // a function of unknown size is not small
  facts.statements = static_cast<unsigned>(test.test.statements.value_or(kMany));
  if (facts.qualified_name.starts_with("::")) facts.qualified_name.erase(0, 2);
  const Name name = split_name(facts.qualified_name);
  if (test.test.class_name)
    facts.class_name = *test.test.class_name;
  else if (name.components.size() > 1)
    facts.class_name = facts.qualified_name.substr(0, name.components.back().begin - 2);
  for (const LocatedText& base : test.test.derived_from) facts.bases.push_back(base.value);
  return facts;
}

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::unmatched:
      return "unmatched";
    case Outcome::profiled:
      return "profiled";
    case Outcome::skipped:
      return "skipped";
    case Outcome::excluded:
      return "excluded";
  }
  return "";
}

bool holds(Expectation::Kind expected, Outcome outcome) {
  switch (expected) {
    case Expectation::Kind::profiled:
      return outcome == Outcome::profiled;
    case Expectation::Kind::excluded:
      return outcome == Outcome::excluded;
    case Expectation::Kind::skipped:
      return outcome == Outcome::skipped;
    case Expectation::Kind::unmatched:
      return outcome == Outcome::unmatched;
    case Expectation::Kind::not_profiled:
      return outcome != Outcome::profiled;
  }
  return false;
}

Diagnostic failed(const RuleTest& test, std::string message, std::string hint) {
  const std::string& name = test.test.call.empty() ? test.test.function : test.test.call;
  return {Severity::error, test.at, "`" + name + "` " + std::move(message), std::move(hint), test.excerpt};
}

}  // namespace

std::vector<Diagnostic> run_tests(const RuleSet& rule_set) {
  std::vector<Diagnostic> out;
  for (const RuleTest& test : rule_set.rules().tests) {
    const Decision decision = test.test.call.empty()
                                  ? decide(rule_set, facts_of(test))
                                  : decide_call(rule_set, {.callee = test.test.call, .file = test.file});
    const std::string by = decision.rule.empty() ? "" : ", by " + decision.rule;
    if (!holds(test.test.expect.value.kind, decision.outcome)) {
      out.push_back(failed(test, "is " + std::string(word_of(decision.outcome)), decision.reason + by));
      continue;
    }
    for (const WrittenOption& option : test.test.expect.value.options) {
      const Value actual = option.key->get(decision.options);
      if (actual == option.value) continue;
      out.push_back(failed(
          test, "has `" + std::string(option.key->name) + ": " + spell(actual) + "`, not `" + spell(option.value) + "`",
          "from " + option.key->origin(decision.options)));
    }
  }
  return out;
}

unsigned test_count(const RuleSet& rules) { return static_cast<unsigned>(rules.rules().tests.size()); }

unsigned rule_count(const RuleSet& rule_set) {
  const Rules& rules = rule_set.rules();
  return static_cast<unsigned>(rules.modules.rules.size() + rules.classes.rules.size() + rules.functions.rules.size() +
                               rules.calls.rules.size() + rules.executors.rules.size());
}

}  // namespace scopegraft::rules
