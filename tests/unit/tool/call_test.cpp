#include "plan/call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/rewrite.h"

namespace scopegraft::engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Call call_of(Call::Form form) {
  Call call;
  call.facts = {"lib::step", {}, "src/a.cpp", 7};
  call.caller = "f";
  call.column = 3;
  call.form = form;
  return call;
}

CallMarks marks_of(const Call& call) { return call_marks(call, site_of_call(call, "src/a.cpp"), ""); }

TEST(Call, IsNamedByItsCalleeAndPlacedAtTheName) {
  const Site site = site_of_call(call_of(Call::Form::value), "src/a.cpp");
  EXPECT_EQ(site.name, "lib::step");
  EXPECT_EQ(id(site), "src/a.cpp:7:3");
}

TEST(Call, NothingStandsAroundWhatBecomesAnObject) {
  const CallMarks marks = marks_of(call_of(Call::Form::kept));
  EXPECT_EQ(marks.before, "(static_cast<void>(::scopegraft_rt::CallMark(sg_call_7_3, sg_callee_7_3, 0)), ");
  EXPECT_EQ(marks.behind, ")");
}

TEST(Call, ValuesAndReferencesGoThroughAFunctionEach) {
  EXPECT_THAT(marks_of(call_of(Call::Form::value)).before, HasSubstr(", sg_call_7_3.sg_value("));
  EXPECT_THAT(marks_of(call_of(Call::Form::reference)).before, HasSubstr(", sg_call_7_3.sg_reference("));
  EXPECT_EQ(marks_of(call_of(Call::Form::reference)).behind, "))");
}

TEST(Call, WhatNothingUsesIsClosedByAStepOfItsOwn) {
  EXPECT_THAT(marks_of(call_of(Call::Form::dropped)).before, HasSubstr("SCOPEGRAFT_RT_DROPPED("));
  EXPECT_EQ(marks_of(call_of(Call::Form::dropped)).behind, "), sg_call_7_3.sg_end())");
}

TEST(Call, WaitsForEachArgumentThatDoesWork) {
  Call call = call_of(Call::Form::value);
  call.arguments = {{Call::Form::value, {}, {}}, {Call::Form::reference, {}, {}}};
  const CallMarks marks = marks_of(call);
  EXPECT_THAT(marks.before, HasSubstr("sg_callee_7_3, 2)"));
  EXPECT_THAT(marks.around_arguments, ElementsAre(Pair("sg_call_7_3.sg_made(", ")"), Pair("sg_call_7_3.sg_found(", ")")));
}

TEST(Call, HasASiteThatConstantFunctionsMayHold) {
  Call call = call_of(Call::Form::kept);
  call.head_form = GuardForm::constant;
  const Site site = site_of_call(call, "src/a.cpp");
  EXPECT_THAT(call_head(call, site, {}, ""), HasSubstr("SCOPEGRAFT_RT_CONSTANT_CALL(7_3, \"lib::step\""));
  EXPECT_THAT(call_marks(call, site, "").before, HasSubstr("sg_place_7_3::sg_site"));
}

TEST(Call, ItsConditionIsAskedBeforeEachCall) {
  EXPECT_THAT(call_marks(call_of(Call::Form::kept), site_of_call(call_of(Call::Form::kept), "a"), "::debug()").before, HasSubstr(", 0, ::debug())), "));
}

TEST(Call, OfLibpqIsAQuery) {
  EXPECT_EQ(query_function("app::PQexec"), nullptr);
  ASSERT_NE(query_function("PQprepare"), nullptr);
  EXPECT_EQ(query_function("PQprepare")->text, 2);
  Call call = call_of(Call::Form::value);
  call.query = QueryCall{"run", {{"text", {}, {}}}};
  EXPECT_THAT(call_head(call, site_of_call(call, "a"), {}, ""), HasSubstr("::scopegraft_rt::QueryCall sg_query_7_3(::scopegraft_rt::Query::run);"));
  EXPECT_THAT(marks_of(call).before, HasSubstr("sg_call_7_3.sg_value(sg_query_7_3.sg_result("));
  EXPECT_EQ(marks_of(call).behind, ")))");
  EXPECT_EQ(before_operand(call.query->operands[0], "7_3"), "sg_query_7_3.sg_text(");
}

// A unit with `int f() { return g(h(1)); }`, both calls known.
class RewriteCalls : public testing::Test {
 protected:
  RewriteCalls() {
    unit_.parsed = true;
    unit_.directory = "/proj";
    Instance main;
    main.spelled = "src/a.cpp";
    main.text = "int f() { return g(h(1)); }\n";
    unit_.graph.instances = {main};
    const auto at = [](std::size_t offset) { return CodePlace{0, offset, 1, false}; };
    Call outer;
    outer.facts = {"g", {}, "src/a.cpp", 1};
    outer.column = 18;
    outer.begin = at(17);
    outer.end = at(24);
    outer.arguments = {{Call::Form::value, at(19), at(23)}};
    outer.head = at(9);
    Call inner = outer;
    inner.facts.callee = "h";
    inner.column = 20;
    inner.begin = at(19);
    inner.end = at(23);
    inner.arguments = {};
    unit_.calls = {outer, inner};
    request_.source = "src/a.cpp";
    request_.root = "/proj";
    request_.store = "/store";
    request_.decide = [](const rules::FunctionFacts&) { return rules::Decision{}; };
    request_.decide_call = [](const rules::CallFacts&) {
      rules::Decision decision;
      decision.profiled = true;
      decision.reason = "matched";
      return decision;
    };
  }
  Unit unit_;
  RewriteRequest request_;
};

TEST_F(RewriteCalls, NestsTheMarksOfCallsThatBeginAndEndAtOnePlace) {
  for (Call& call : unit_.calls)
    for (CodePlace* place : {&call.begin, &call.end, &call.head}) place->in_macro_argument = true;
  for (Call::Argument& argument : unit_.calls[0].arguments) argument.begin.in_macro_argument = argument.end.in_macro_argument = true;
  const std::string text = rewrite(unit_, request_).files.main_text;
  EXPECT_THAT(text, HasSubstr("sg_call_1_18.sg_value( g( sg_call_1_18.sg_made(  (static_cast<void>(::scopegraft_rt::CallMark(sg_call_1_20, "
                              "sg_callee_1_20, 0)), sg_call_1_20.sg_value( h(1) ))  ) ) )) ; }"));
  EXPECT_THAT(text, HasSubstr("#include <scopegraft/calls.h>"));
}

TEST_F(RewriteCalls, AsksTheRulesWithTheAbsoluteFileAndExplains) {
  std::string seen;
  request_.decide_call = [&seen](const rules::CallFacts& facts) {
    seen = facts.file;
    return rules::Decision{};
  };
  const Rewritten result = rewrite(unit_, request_);
  EXPECT_EQ(seen, "/proj/src/a.cpp");
  EXPECT_EQ(result.outcome.status, Outcome::Status::unchanged);
  EXPECT_TRUE(result.outcome.explanations.at(0).is_call);
  EXPECT_EQ(result.outcome.explanations.at(0).file, "src/a.cpp");
}

TEST_F(RewriteCalls, LeavesAloneWhatWasDroppedOrCannotBeTimed) {
  request_.drop = {{"src/a.cpp:1:18", ""}};
  unit_.calls[1].obstacle = "it does not return";
  const Rewritten result = rewrite(unit_, request_);
  EXPECT_EQ(result.outcome.status, Outcome::Status::unchanged);
  EXPECT_EQ(result.outcome.explanations.at(0).reason, "its marks did not compile");
  EXPECT_EQ(result.outcome.explanations.at(1).reason, "it does not return");
}

TEST_F(RewriteCalls, RefusesConditionsOverArguments) {
  request_.decide_call = [](const rules::CallFacts&) {
    rules::Decision decision;
    decision.profiled = true;
    decision.options.condition.value = "arg(n > 1)";
    return decision;
  };
  EXPECT_THAT(rewrite(unit_, request_).outcome.explanations.at(0).reason, HasSubstr("speaks of arguments"));
}

TEST_F(RewriteCalls, RefusesMacrosNamedLikeWordsOfTheMarks) {
  unit_.macros_like_our_words = {"void"};
  EXPECT_THAT(rewrite(unit_, request_).outcome.explanations.at(0).reason, HasSubstr("macros named like words of its marks"));
}

}  // namespace
}  // namespace scopegraft::engine
