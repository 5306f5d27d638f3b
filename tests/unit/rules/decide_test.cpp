#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/decorator.h"
#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

RuleSet rules(const std::string& yaml) {
  const LoadResult r = parse("version: 1\n" + yaml, "/p/r.yaml", "/none");
  for (const Diagnostic& d : r.diagnostics) ADD_FAILURE() << render(d);
  return r.rules;
}

FunctionFacts function(std::string name, std::string file = "/p/src/a.cpp") {
  FunctionFacts facts;
  facts.qualified_name = std::move(name);
  facts.file = std::move(file);
  facts.statements = 10;
  return facts;
}

FunctionFacts method(const std::string& class_name, const std::string& name, std::vector<std::string> bases = {}) {
  FunctionFacts facts = function(class_name + "::" + name);
  facts.kind = FunctionKind::method;
  facts.class_name = class_name;
  facts.bases = std::move(bases);
  return facts;
}

Outcome outcome(const RuleSet& set, const FunctionFacts& facts) { return decide(set, facts).outcome; }

TEST(Decide, WithoutRulesNothingIsProfiled) {
  const Decision d = decide(RuleSet(), function("f"));
  EXPECT_FALSE(d.profiled);
  EXPECT_EQ(d.outcome, Outcome::unmatched);
  EXPECT_EQ(d.reason, "no rule matches");
  EXPECT_EQ(d.rule, "");
}

TEST(Decide, AFunctionRuleSelectsAndSaysSo) {
  const Decision d = decide(rules("functions:\n  - match: [\"app::f\"]\n"), function("app::f"));
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.rule, "/p/r.yaml:3:14");
  EXPECT_EQ(d.reason, "matched by `app::f` of functions[0]");
}

TEST(Decide, ModulesSelectByFileAndNamespace) {
  const RuleSet set = rules("modules: [{files: 'src/**', namespaces: [analytics]}]");
  EXPECT_EQ(outcome(set, function("analytics::f")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("analytics::deep::C::f")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("other::f")), Outcome::unmatched);
  EXPECT_EQ(outcome(set, function("analytics::f", "/p/lib/a.cpp")), Outcome::unmatched);
}

TEST(Decide, NegatedGlobsTakeFilesOut) {
  const RuleSet set = rules("modules: [{files: ['src/**', '!src/gen/**']}]");
  EXPECT_EQ(outcome(set, function("f", "/p/src/x/a.cpp")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("f", "/p/src/gen/a.cpp")), Outcome::unmatched);
}

TEST(Decide, ClassesSelectByNameAndBase) {
  const RuleSet set = rules(
      "classes: [{match: [DataAnalyzer], derived_from: ['app::Handler'], exclude_methods: [DataAnalyzer, 'operator*', "
      "to_string]}]");
  EXPECT_EQ(outcome(set, method("app::DataAnalyzer", "run")), Outcome::profiled);
  EXPECT_EQ(outcome(set, method("app::DataAnalyzer", "DataAnalyzer")), Outcome::excluded);
  EXPECT_EQ(outcome(set, method("app::DataAnalyzer", "~DataAnalyzer")), Outcome::profiled);
  EXPECT_EQ(outcome(set, method("app::DataAnalyzer", "operator()")), Outcome::excluded);
  EXPECT_EQ(outcome(set, method("app::MyHandler", "get", {"app::Base", "app::Handler"})), Outcome::profiled);
  EXPECT_EQ(outcome(set, method("app::MyHandler", "to_string", {"app::Handler"})), Outcome::excluded);
  EXPECT_EQ(outcome(set, method("app::Other", "get")), Outcome::unmatched);
  EXPECT_EQ(outcome(set, function("app::DataAnalyzer")), Outcome::unmatched);
}

TEST(Decide, ClassesInInlineNamespacesMatchWithoutThem) {
  FunctionFacts facts = method("app::v2::Store", "put");
  facts.optional_components = {1};
  EXPECT_EQ(outcome(rules("classes: [{match: 'app::Store'}]"), facts), Outcome::profiled);
}

TEST(Decide, LaterSectionsAndRulesWinKeyByKey) {
  const RuleSet set = rules(
      "defaults: {sample_rate: 0.1, track_memory: true, keep_slow: 1s}\n"
      "modules:\n"
      "  - {files: 'src/**', sample_rate: 0.2, track_args: true}\n"
      "  - {files: 'src/**', sample_rate: 0.3}\n"
      "classes: [{match: C, sample_rate: 0.4, create_span: true}]\n"
      "functions: [{match: 'C::f', sample_rate: 0.5, name: x}]\n");
  const Options o = decide(set, method("C", "f")).options;
  EXPECT_EQ(o.sample_rate.value, (SampleRate{false, 0.5}));
  EXPECT_EQ(o.sample_rate.origin, "/p/r.yaml:7:29");
  EXPECT_TRUE(o.track_memory.value);
  EXPECT_EQ(o.track_memory.origin, "/p/r.yaml:2:30");
  EXPECT_TRUE(o.track_args.value);
  EXPECT_TRUE(o.create_span.value);
  EXPECT_EQ(o.name.value, "x");
  EXPECT_EQ(o.keep_slow_ns.value, 1'000'000'000U);
  EXPECT_EQ(o.inherit_context.origin, "built-in default");
  EXPECT_EQ(decide(set, function("g")).options.sample_rate.value, (SampleRate{false, 0.3}));
}

TEST(Decide, AnExcludeWinsOverItsOwnSection) {
  const RuleSet set = rules("modules: [{files: 'src/**', exclude: ['test_*']}, {namespaces: app}]");
  const Decision d = decide(set, function("app::test_x"));
  EXPECT_EQ(d.outcome, Outcome::excluded);
  EXPECT_EQ(d.reason, "excluded by `test_*` of modules[0]");
  EXPECT_EQ(d.rule, "/p/r.yaml:2:40");
}

TEST(Decide, AnExcludeOnlySpeaksOfWhatItsRuleSelects) {
  const RuleSet set = rules("modules: [{files: 'lib/**', exclude: ['test_*']}, {namespaces: app}]");
  EXPECT_EQ(outcome(set, function("app::test_x")), Outcome::profiled);
}

TEST(Decide, AnExcludeWinsOverEarlierSectionsAndLaterOnesReadmit) {
  const RuleSet set =
      rules("modules: [{files: 'src/**', exclude: [get]}]\nclasses: [{match: A, exclude_methods: [put]}, {match: B}]");
  EXPECT_EQ(outcome(set, method("A", "put")), Outcome::excluded);
  EXPECT_EQ(outcome(set, method("B", "get")), Outcome::profiled);
  EXPECT_EQ(outcome(set, method("X", "get")), Outcome::excluded);
}

TEST(Decide, TheTopLevelExcludeYieldsToAFunctionNamedExplicitly) {
  const RuleSet set =
      rules("exclude: [main, '**::operator<<']\nmodules: [{files: '**'}]\nfunctions: [{match: ['app::**', '::main']}]");
  EXPECT_EQ(outcome(set, function("app::operator<<")), Outcome::excluded);
  EXPECT_EQ(outcome(set, function("main")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("app::main")), Outcome::excluded);
  EXPECT_EQ(decide(set, function("x::main")).reason, "excluded by `main`");
  EXPECT_EQ(outcome(set, function("app::f")), Outcome::profiled);
}

TEST(Decide, WhatNoRuleMatchesCanStillBeExcluded) {
  const RuleSet set = rules("exclude: [main]\nfunctions: [{match: f}]");
  EXPECT_EQ(outcome(set, function("main")), Outcome::excluded);
  EXPECT_EQ(outcome(set, function("g")), Outcome::unmatched);
}

TEST(Decide, FunctionRulesHaveTheirOwnExclude) {
  const RuleSet set = rules("functions: [{match: 'app::load_*', exclude: [load_fast]}]");
  EXPECT_EQ(outcome(set, function("app::load_all")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("app::load_fast")), Outcome::excluded);
}

TEST(Decide, AnExcludedFunctionTakesItsLambdasAlong) {
  const RuleSet set =
      rules("exclude: [main]\nmodules: [{files: '**', exclude: ['test_*']}]\nfunctions: [{match: 'main::(lambda:7)'}]");
  EXPECT_EQ(outcome(set, function("test_x::(lambda:3)")), Outcome::excluded);
  EXPECT_EQ(outcome(set, function("main::(lambda:3)::(lambda:4)")), Outcome::excluded);
  EXPECT_EQ(outcome(set, function("main::(lambda:7)")), Outcome::profiled);
  EXPECT_EQ(outcome(set, function("f::(lambda:3)")), Outcome::profiled);
}

TEST(Decide, DecoratorsBeatEveryRule) {
  const RuleSet set = rules("exclude: [f]\nmodules: [{files: '**', sample_rate: 0.5, track_memory: true}]");
  FunctionFacts facts = function("f");
  facts.decorator = parse_decorator("name = \"x\", sample_rate = 0.25", {"/p/src/a.cpp", 7, 1});
  const Decision d = decide(set, facts);
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.options.name.value, "x");
  EXPECT_EQ(d.options.sample_rate.value, (SampleRate{false, 0.25}));
  EXPECT_EQ(d.options.sample_rate.origin, "decorator /p/src/a.cpp:7:1");
  EXPECT_TRUE(d.options.track_memory.value);
  EXPECT_EQ(d.rule, "/p/src/a.cpp:7:1");
}

TEST(Decide, ADecoratorCanOptOut) {
  const RuleSet set = rules("functions: [{match: f}]");
  FunctionFacts facts = function("f");
  facts.decorator = parse_decorator("off", {"/p/src/a.cpp", 7, 1});
  const Decision d = decide(set, facts);
  EXPECT_EQ(d.outcome, Outcome::excluded);
  EXPECT_EQ(d.reason, "SCOPEGRAFT_PROFILE(off)");
}

TEST(Decide, TheDecoratorOfAFunctionBeatsThatOfItsClass) {
  FunctionFacts facts = method("C", "f");
  facts.class_decorator = parse_decorator("track_memory = true, sample_rate = 0.1", {"a.cpp", 1, 1});
  EXPECT_TRUE(decide(RuleSet(), facts).profiled);
  facts.decorator = parse_decorator("sample_rate = 0.2", {"a.cpp", 2, 1});
  const Options o = decide(RuleSet(), facts).options;
  EXPECT_TRUE(o.track_memory.value);
  EXPECT_EQ(o.sample_rate.value, (SampleRate{false, 0.2}));
  facts.class_decorator->off = true;
  EXPECT_TRUE(decide(RuleSet(), facts).profiled);
  facts.decorator->off = true;
  EXPECT_EQ(outcome(RuleSet(), facts), Outcome::excluded);
}

TEST(Decide, TrivialFunctionsAreSkippedByModulesOnly) {
  FunctionFacts facts = method("C", "get");
  facts.is_trivial = true;
  const Decision d = decide(rules("modules: [{files: '**'}]"), facts);
  EXPECT_EQ(d.outcome, Outcome::skipped);
  EXPECT_FALSE(d.profiled);
  EXPECT_EQ(d.reason, "trivial (skip_trivial)");
  EXPECT_EQ(d.rule, "/p/r.yaml:2:20");
  EXPECT_EQ(outcome(rules("modules: [{files: '**', skip_trivial: false}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("defaults: {skip_trivial: false}\nmodules: [{files: '**'}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("classes: [{match: C}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("classes: [{match: C, skip_trivial: true}]"), facts), Outcome::skipped);
  EXPECT_EQ(outcome(rules("modules: [{files: '**'}]\nfunctions: [{match: 'C::get'}]"), facts), Outcome::profiled);
}

TEST(Decide, SmallFunctionsAreSkippedWithTheirSize) {
  FunctionFacts facts = function("f");
  facts.statements = 2;
  const RuleSet set = rules("modules: [{files: '**', min_statements: 3}]");
  EXPECT_EQ(decide(set, facts).reason, "2 statements (min_statements: 3)");
  facts.statements = 3;
  EXPECT_EQ(outcome(set, facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("defaults: {min_statements: 4}\nfunctions: [{match: f}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("functions: [{match: f, min_statements: 4}]"), facts), Outcome::skipped);
}

TEST(Decide, SystemHeadersAreOffUnlessTheirPlaceIsNamed) {
  const FunctionFacts vector = function("std::vector::push_back", "/usr/include/c++/12/bits/stl_vector.h");
  FunctionFacts vendored = function("lib::f", "/p/third_party/lib.h");
  vendored.in_system_header = true;
  EXPECT_EQ(outcome(rules("functions: [{match: '**'}]"), vector), Outcome::unmatched);
  EXPECT_EQ(decide(rules("functions: [{match: '**'}]"), vector).reason, "in a system header");
  EXPECT_EQ(outcome(rules("modules: [{files: '**'}]"), vendored), Outcome::unmatched);
  EXPECT_EQ(outcome(rules("modules: [{files: 'third_party/**'}]"), vendored), Outcome::profiled);
  EXPECT_EQ(outcome(rules("functions: [{match: 'std::**', files: '/usr/include/c++/**'}]"), vector), Outcome::profiled);
}

TEST(Decide, TemplatesMatchWithAndWithoutArguments) {
  FunctionFacts facts = function("app::parse");
  facts.template_arguments = "<int>";
  EXPECT_EQ(outcome(rules("functions: [{match: 'app::parse'}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("functions: [{match: 'app::parse<int>'}]"), facts), Outcome::profiled);
  EXPECT_EQ(outcome(rules("functions: [{match: 'app::parse<long>'}]"), facts), Outcome::unmatched);
}

TEST(Decide, CallsHaveTheirOwnRules) {
  const RuleSet set =
      rules("calls: [{match: [sqlite3_step, 'PQexec*'], files: 'src/**', name: query, exclude: PQexecPrepared}]");
  EXPECT_TRUE(has_call_rules(set));
  EXPECT_FALSE(has_call_rules(RuleSet()));
  const Decision d = decide_call(set, {.callee = "sqlite3_step", .file = "/p/src/db.cpp"});
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.options.name.value, "query");
  EXPECT_TRUE(decide_call(set, {.callee = "PQexecParams", .file = "/p/src/db.cpp"}).profiled);
  EXPECT_EQ(decide_call(set, {.callee = "PQexecPrepared", .file = "/p/src/db.cpp"}).outcome, Outcome::excluded);
  EXPECT_FALSE(decide_call(set, {.callee = "sqlite3_step", .file = "/p/lib/db.cpp"}).profiled);
  EXPECT_EQ(outcome(set, function("sqlite3_step")), Outcome::unmatched);
}

TEST(Decide, ExecutorsHaveTheirOwnRules) {
  const RuleSet set = rules("defaults: {create_span: true}\nexecutors: [{match: ['Pool::submit*', std::async], files: 'src/**', exclude: 'Pool::submit_now'}]");
  EXPECT_TRUE(has_executor_rules(set));
  EXPECT_FALSE(has_executor_rules(RuleSet()));
  const Decision d = decide_executor(set, {.callee = "Pool::submit_all", .file = "/p/src/a.cpp"});
  EXPECT_TRUE(d.profiled);
  EXPECT_FALSE(d.options.create_span.value);  // nothing is measured
  EXPECT_EQ(decide_executor(set, {.callee = "Pool::submit_now", .file = "/p/src/a.cpp"}).outcome, Outcome::excluded);
  EXPECT_EQ(decide_executor(set, {.callee = "std::async", .file = "/p/lib/a.cpp"}).outcome, Outcome::unmatched);
  EXPECT_EQ(decide_call(set, {.callee = "std::async", .file = "/p/src/a.cpp"}).outcome, Outcome::unmatched);
  EXPECT_THAT(matched_patterns(set, CallFacts{.callee = "std::async", .file = "/p/src/a.cpp"}), ElementsAre(0, 2));
}

TEST(Decide, MatchedPatternsNameEveryPatternThatSelects) {
  const RuleSet set = rules(
      "exclude: [f]\nmodules: [{files: ['src/**', 'lib/**'], namespaces: [a, b]}]\nclasses: [{match: C}]\nfunctions: "
      "[{match: ['f', 'a::*', g]}]");
  // patterns: 0 src/**, 1 lib/**, 2 a, 3 b, 4 C, 5 f, 6 a::*, 7 g
  EXPECT_THAT(matched_patterns(set, function("a::f")), ElementsAre(0, 2, 5, 6));
  EXPECT_THAT(matched_patterns(set, function("b::h", "/p/lib/x.cpp")), ElementsAre(1, 3));
  EXPECT_THAT(matched_patterns(set, function("x::h")), ElementsAre());
  EXPECT_THAT(matched_patterns(rules("calls: [{match: [f, g]}]"), CallFacts{.callee = "g", .file = "/p/a.c"}),
              ElementsAre(1));
}

TEST(Decide, CacheLookupsAreFoundByPattern) {
  const CacheProbe probe{"LruCache::get", "truthy"};
  EXPECT_TRUE(is_cache_lookup(probe, {.callee = "app::LruCache::get", .file = ""}));
  EXPECT_FALSE(is_cache_lookup(probe, {.callee = "app::LruCache::put", .file = ""}));
}

TEST(Decide, ALookupKnowsItsPatternAndPlace) {
  const RuleSet set = rules("functions:\n  - match: f\n    cache: [{get: a}, {hit_when: \"!result\", get: b}]");
  const std::vector<CacheProbe> probes = decide(set, function("f")).options.cache.value;
  ASSERT_THAT(probes, SizeIs(2));
  ASSERT_TRUE(probes[1].pattern);
  EXPECT_EQ(set.patterns()[*probes[1].pattern].text, "b");
  EXPECT_EQ(set.patterns()[*probes[1].pattern].at, probes[1].at);
  EXPECT_LT(probes[1].hit_when_at.column, probes[1].at.column);
}

TEST(Decide, TenThousandRulesDecideTheSame) {
  std::string yaml = "functions:\n";
  for (int i = 0; i < 10000; ++i)
    yaml += "  - {match: 'app::fn_" + std::to_string(i) + "', name: n" + std::to_string(i) + "}\n";
  const RuleSet set = rules(yaml);
  EXPECT_EQ(decide(set, function("app::fn_4711")).options.name.value, "n4711");
  EXPECT_EQ(outcome(set, function("app::fn_10000")), Outcome::unmatched);
}

}  // namespace
}  // namespace scopegraft::rules
