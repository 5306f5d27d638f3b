// Any bytes as a rules file: no crash, no hang, every diagnostic has its place; what loads answers every question.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/rule_set.h"

namespace {

using namespace scopegraft::rules;

void require(bool good) {
  if (!good) std::abort();
}

void ask(const RuleSet& rules) {
  FunctionFacts facts;
  facts.qualified_name = "app::v1::Store::operator<<";
  facts.optional_components = {1};
  facts.class_name = "app::v1::Store";
  facts.bases = {"app::Handler"};
  facts.template_arguments = "<int>";
  facts.file = "/nowhere/src/a.cpp";
  facts.statements = 5;
  const Decision decision = decide(rules, facts);
  require(decision.profiled == (decision.outcome == Outcome::profiled));
  require(!decision.reason.empty());
  const std::size_t patterns = rules.patterns().size();
  for (const unsigned pattern : matched_patterns(rules, facts)) require(pattern < patterns);
  (void)may_match(rules, facts.file, "namespace app { Store operator Handler v1 }");
  (void)decide_call(rules, {.callee = "sqlite3_step", .file = "/nowhere/src/a.cpp"});
  (void)run_tests(rules);
  for (const SpelledOption& option : spell(decision.options)) require(!option.origin.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const LoadResult result = parse(text, "/nowhere/profiling.yaml", "/nowhere/presets");
  for (const Diagnostic& diagnostic : result.diagnostics) {
    require(!diagnostic.message.empty());
    require(!render(diagnostic).empty());
  }
  if (!has_errors(result.diagnostics)) ask(result.rules);
  return 0;
}
