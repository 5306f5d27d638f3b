#include "plan/rewrite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

using testing::HasSubstr;

// A unit with one function: `int f() {}` in src/a.cpp.
Unit one_function() {
  Unit unit;
  unit.parsed = true;
  unit.directory = "/proj";
  Instance main;
  main.spelled = "src/a.cpp";
  main.text = "int f() {}\n";
  unit.graph.instances = {main};
  Candidate candidate;
  candidate.facts.qualified_name = "f";
  candidate.facts.file = "src/a.cpp";
  candidate.facts.line = 1;
  candidate.column = 5;
  candidate.instance = 0;
  candidate.offset = 9;
  candidate.brace_line = 1;
  candidate.brace_column = 9;
  candidate.presumed_line = 1;
  candidate.presumed_file = "src/a.cpp";
  unit.candidates = {candidate};
  return unit;
}

RewriteRequest all() {
  RewriteRequest request;
  request.source = "src/a.cpp";
  request.graft_include = "/rt";
  request.root = "/proj";
  request.store = "/store";
  request.decide = [](const rules::FunctionFacts&) {
    rules::Decision decision;
    decision.profiled = true;
    decision.rule = "/proj/r.yaml:2:3";
    decision.reason = "matched";
    return decision;
  };
  return request;
}

TEST(Rewrite, GraftsAGuardBehindTheBrace) {
  Unit unit = one_function();
  const Rewritten result = rewrite(unit, all());
  EXPECT_EQ(result.outcome.status, Outcome::Status::rewritten);
  ASSERT_EQ(result.outcome.sites.size(), 1U);
  EXPECT_EQ(id(result.outcome.sites[0].site), "src/a.cpp:1:9");
  EXPECT_EQ(result.outcome.sites[0].error_line, 1U);
  EXPECT_THAT(result.files.main_text, HasSubstr("#include \"/rt/scopegraft/graft.h\"\n#line 1 \"src/a.cpp\"\nint f() { static "));
  EXPECT_THAT(result.files.main_text, HasSubstr("rule=r.yaml:2:3\""));
}

TEST(Rewrite, HandsTheRulesTheAbsoluteFile) {
  Unit unit = one_function();
  RewriteRequest request = all();
  std::string seen;
  request.decide = [&seen](const rules::FunctionFacts& facts) {
    seen = facts.file;
    return rules::Decision{};
  };
  const Rewritten result = rewrite(unit, request);
  EXPECT_EQ(seen, "/proj/src/a.cpp");
  EXPECT_EQ(result.outcome.status, Outcome::Status::unchanged);
  EXPECT_EQ(result.outcome.explanations.at(0).outcome, Explanation::Outcome::excluded);
}

TEST(Rewrite, MeasuresNothingWhoseConditionCannotBeAsked) {
  Unit unit = one_function();
  unit.candidates[0].form = GuardForm::literal;
  RewriteRequest request = all();
  EXPECT_EQ(rewrite(unit, request).outcome.status, Outcome::Status::rewritten);
  unit = one_function();
  unit.candidates[0].form = GuardForm::literal;
  request.decide = [](const rules::FunctionFacts&) {
    rules::Decision decision;
    decision.profiled = true;
    decision.options.condition.value = "debug_mode";
    return decision;
  };
  const Rewritten result = rewrite(unit, request);
  EXPECT_EQ(result.outcome.status, Outcome::Status::unchanged);
  EXPECT_THAT(result.outcome.explanations.at(0).reason, HasSubstr("its condition cannot be asked"));
}

TEST(Rewrite, LeavesDroppedSitesOut) {
  Unit unit = one_function();
  RewriteRequest request = all();
  request.drop = {{"src/a.cpp:1:9", ""}};
  const Rewritten result = rewrite(unit, request);
  EXPECT_EQ(result.outcome.status, Outcome::Status::unchanged);
  EXPECT_EQ(result.outcome.explanations.at(0).reason, "its guard did not compile");
}

TEST(Rewrite, SaysWhyAFunctionIsSkipped) {
  Unit unit = one_function();
  unit.candidates[0].obstacle = "naked";
  const Rewritten result = rewrite(unit, all());
  EXPECT_EQ(result.outcome.explanations.at(0).outcome, Explanation::Outcome::skipped);
  EXPECT_EQ(result.outcome.explanations.at(0).reason, "naked");
}

TEST(Rewrite, SkipsAnAllocatorOnlyWhenMemoryIsTracked) {
  Unit unit = one_function();
  unit.candidates[0].is_allocator = true;
  EXPECT_EQ(rewrite(unit, all()).outcome.status, Outcome::Status::rewritten);
  Unit again = one_function();
  again.candidates[0].is_allocator = true;
  RewriteRequest request = all();
  request.decide = [](const rules::FunctionFacts&) {
    rules::Decision decision;
    decision.profiled = true;
    decision.options.collectors.value = {{"memory", {}}};
    return decision;
  };
  EXPECT_EQ(rewrite(again, request).outcome.status, Outcome::Status::unchanged);
}

TEST(Rewrite, ALeafWhoseArgumentsAreReadIsAPlace) {
  const auto text = [](bool track_args) {
    Unit unit = one_function();
    unit.is_cpp17 = true;
    unit.candidates[0].is_leaf = true;
    unit.candidates[0].parameters = {{"request"}};
    RewriteRequest request = all();
    request.decide = [track_args](const rules::FunctionFacts&) {
      rules::Decision decision;
      decision.profiled = true;
      decision.options.track_args.value = track_args;
      return decision;
    };
    return rewrite(unit, request).files.main_text;
  };
  EXPECT_THAT(text(false), HasSubstr("::scopegraft_rt::LeafScope "));
  EXPECT_THAT(text(true), HasSubstr("::scopegraft_rt::Scope "));  // what writes them may be the program's
}

TEST(Rewrite, KeepsAGuardInAMacroArgumentOnItsLine) {
  Unit unit = one_function();
  unit.candidates[0].in_macro_argument = true;
  EXPECT_THAT(rewrite(unit, all()).files.main_text, HasSubstr("int f() { static "));
}

TEST(Rewrite, SetsMacrosAsideThatAGuardContainsThroughAMacro) {
  Unit unit = one_function();
  unit.candidates[0].form = GuardForm::constant;
  unit.macros_like_our_words = {"Site", "AsyncScope"};
  const std::string text = rewrite(unit, all()).files.main_text;
  EXPECT_THAT(text, HasSubstr("#undef Site\nSCOPEGRAFT_RT_CONSTANT("));
  EXPECT_THAT(text, testing::Not(HasSubstr("#undef AsyncScope")));
}

TEST(Rewrite, SetsMacrosNamedLikeItsWordsAside) {
  Unit unit = one_function();
  unit.macros_like_our_words = {"static", "AsyncScope"};
  const std::string text = rewrite(unit, all()).files.main_text;
  EXPECT_THAT(text, HasSubstr("{\n#pragma push_macro(\"static\")\n#undef static\nstatic "));
  EXPECT_THAT(text, testing::Not(HasSubstr("AsyncScope")));
  Unit in_macro = one_function();
  in_macro.macros_like_our_words = {"static"};
  in_macro.candidates[0].in_macro_argument = true;
  EXPECT_EQ(rewrite(in_macro, all()).outcome.status, Outcome::Status::unchanged);
}

}  // namespace
}  // namespace scopegraft::engine
