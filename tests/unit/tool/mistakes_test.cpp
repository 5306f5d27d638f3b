#include "plan/mistakes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/rewrite.h"
#include "rules/decorator.h"

namespace scopegraft::engine {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kText = "int a;\nSCOPEGRAFT_PROFILE(sample_rat = 1)\nint f();\r\n";

Decorator decorator(std::string_view arguments) {
  Decorator decorator;
  decorator.instance = 0;
  decorator.facts = rules::parse_decorator(arguments, {"a.cpp", 2, 1}, {"a.cpp", 2, 20});
  decorator.on_function = true;
  return decorator;
}

TEST(MistakesOfADecorator, StandAtTheOptionWithItsLine) {
  const auto found = mistakes_of(decorator("sample_rat = 1"), kText);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, rules::Severity::error);
  EXPECT_EQ(found[0].at, (rules::Position{"a.cpp", 2, 20}));
  EXPECT_EQ(found[0].excerpt, "SCOPEGRAFT_PROFILE(sample_rat = 1)");
  EXPECT_THAT(mistakes_of(decorator("sample_rate = 1"), kText), IsEmpty());
}

TEST(MistakesOfADecorator, OneBeforeNothingHasNoEffect) {
  Decorator lost = decorator("name = \"x\"");
  lost.on_function = false;
  const auto found = mistakes_of(lost, kText);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, rules::Severity::warning);
  EXPECT_THAT(found[0].message, HasSubstr("has no effect"));
}

TEST(MistakesOfADecorator, OnAClassAreThoseOfAClass) {
  Decorator on_class = decorator("name = \"x\"");
  on_class.on_function = false;
  on_class.on_class = true;
  EXPECT_THAT(mistakes_of(on_class, kText).at(0).message, HasSubstr("class"));
}

TEST(MistakesOfADecorator, OneOutOfAMacroIsNotRead) {
  Decorator in_macro = decorator("nonsense = 1");
  in_macro.in_macro = true;
  in_macro.on_function = false;
  EXPECT_THAT(mistakes_of(in_macro, kText), SizeIs(1));
}

TEST(WrongField, StandsWhereTheOptionWasGiven) {
  EXPECT_EQ(wrong_field("/p/r.yaml:12:5", "a", "m", "").at, (rules::Position{"/p/r.yaml", 12, 5}));
  EXPECT_EQ(wrong_field("decorator src/a.cpp:7:1", "a", "m", "").at, (rules::Position{"src/a.cpp", 7, 1}));
  EXPECT_EQ(wrong_field("built-in default", "a", "m", "").at.line, 0U);
}

TEST(PointAt, FindsTheWordInTheListBehindTheKey) {
  rules::Diagnostic diagnostic = wrong_field("r.yaml:1:5", "b.c", "m", "");
  point_at("    context_fields:\n      - ab.c\n      - b.c\n", "b.c", diagnostic);
  EXPECT_EQ(diagnostic.at, (rules::Position{"r.yaml", 3, 9}));
  EXPECT_EQ(diagnostic.excerpt, "      - b.c");
  rules::Diagnostic elsewhere = wrong_field("r.yaml:1:5", "z", "m", "");
  point_at("    context_fields: *anchor\n", "z", elsewhere);
  EXPECT_EQ(elsewhere.at.column, 5U);
}

TEST(LineOf, LeavesTheLineEndAway) {
  EXPECT_EQ(line_of(kText, 3), "int f();");
  EXPECT_EQ(line_of(kText, 9), "");
}

TEST(IsForOneFunction, IsTrueOfNamesAndDecoratorsOnly) {
  EXPECT_TRUE(is_for_one_function("matched by `app::f` of functions[0]"));
  EXPECT_TRUE(is_for_one_function("SCOPEGRAFT_PROFILE"));
  EXPECT_FALSE(is_for_one_function("matched by `app::*` of functions[0]"));
  EXPECT_FALSE(is_for_one_function("matched by `regex:^f$` of functions[0]"));
  EXPECT_FALSE(is_for_one_function("matched by `src/**` of modules[0]"));
  EXPECT_FALSE(is_for_one_function("SCOPEGRAFT_PROFILE on the class"));
}

// A unit with a decorated `int f() {}`.
class RewriteMistakes : public testing::Test {
 protected:
  RewriteMistakes() {
    unit_.parsed = true;
    unit_.directory = "/p";
    Instance main;
    main.spelled = "a.cpp";
    main.text = "SCOPEGRAFT_PROFILE(name = \"x\") int f() {}\n";
    unit_.graph.instances = {main};
    Decorator known = decorator("name = \"x\"");
    known.facts.at = {"a.cpp", 1, 1};
    unit_.decorators = {known};
    Candidate candidate;
    candidate.facts.qualified_name = "f";
    candidate.facts.file = "a.cpp";
    candidate.facts.decorator = known.facts;
    candidate.instance = 0;
    candidate.offset = 40;
    candidate.presumed_line = 1;
    unit_.candidates = {candidate};
    request_.source = "a.cpp";
    request_.decide = [](const rules::FunctionFacts&) {
      rules::Decision decision;
      decision.profiled = true;
      decision.outcome = rules::Outcome::profiled;
      decision.reason = "SCOPEGRAFT_PROFILE";
      decision.options.context_fields = {{"id"}, "/p/r.yaml:2:3"};
      return decision;
    };
    request_.text_of = [](const std::string& path) { return path == "/p/r.yaml" ? "functions:\n  context_fields: [id]\n" : ""; };
    unit_.is_cpp17 = true;
  }
  Unit unit_;
  RewriteRequest request_;
};

TEST_F(RewriteMistakes, TellOfADecoratedFunctionThatCannotBeProfiled) {
  unit_.candidates[0].obstacle = "naked";
  const auto told = rewrite(unit_, request_).outcome.diagnostics;
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0].message, HasSubstr("no effect on `f`: naked"));
  EXPECT_THAT(told[0].excerpt, HasSubstr("SCOPEGRAFT_PROFILE"));
}

TEST_F(RewriteMistakes, TellOfAFieldThatThereIsNotAndGraftTheGuardAllTheSame) {
  unit_.candidates[0].fields = {{"id", "", "", false, "`id` is no parameter of `f`", "", true}};
  const Rewritten result = rewrite(unit_, request_);
  ASSERT_THAT(result.outcome.diagnostics, SizeIs(1));
  EXPECT_EQ(result.outcome.diagnostics[0].at, (rules::Position{"/p/r.yaml", 2, 20}));
  EXPECT_EQ(result.outcome.status, Outcome::Status::rewritten);
  EXPECT_THAT(result.outcome.explanations.at(0).reason, HasSubstr("no field `id`"));
}

TEST_F(RewriteMistakes, LetARuleForManyFunctionsNameWhatOnlySomeHave) {
  unit_.decorators.clear();
  unit_.candidates[0].fields = {{"id", "", "", false, "`id` is no parameter of `f`", "", true}};
  request_.decide = [decide = request_.decide](const rules::FunctionFacts& facts) {
    rules::Decision decision = decide(facts);
    decision.reason = "matched by `**` of functions[0]";
    return decision;
  };
  EXPECT_THAT(rewrite(unit_, request_).outcome.diagnostics, IsEmpty());
}

TEST_F(RewriteMistakes, ReadTheFieldsThatThereAre) {
  unit_.candidates[0].fields = {{"id", "id", "", false, "", "", false}};
  const Rewritten result = rewrite(unit_, request_);
  EXPECT_THAT(result.outcome.diagnostics, IsEmpty());
  EXPECT_THAT(result.files.main_text, HasSubstr("field(sg_scope_0_0, \"id\", id)"));
}

}  // namespace
}  // namespace scopegraft::engine
