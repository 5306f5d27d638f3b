#include "rules/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

using Kind = Condition::Kind;
using testing::HasSubstr;

Condition good(std::string_view text) {
  const ConditionResult r = parse_condition(text);
  EXPECT_TRUE(r.mistakes.empty()) << text << ": " << r.mistakes.front().message;
  return r.condition;
}

ConditionMistake bad(std::string_view text) {
  const ConditionResult r = parse_condition(text);
  EXPECT_EQ(r.mistakes.size(), 1U) << text;
  EXPECT_EQ(r.condition, Condition{});
  return r.mistakes.empty() ? ConditionMistake{} : r.mistakes.front();
}

TEST(ConditionLanguage, EveryWordIsRead) {
  EXPECT_EQ(good("").kind, Kind::always);
  EXPECT_EQ(good("env_set(X)").subject, "X");
  EXPECT_EQ(good("env_set(\"X\")").subject, "X");
  EXPECT_EQ(good("env_equals(MODE, fast)").value, "fast");
  EXPECT_EQ(good("env_equals(MODE, \"a, \\\"b)\")").value, "a, \"b)");
  EXPECT_EQ(good("debug_mode").kind, Kind::debug_mode);
  EXPECT_EQ(good("debug_mode()").kind, Kind::debug_mode);
  EXPECT_EQ(good("load_high").threshold, 0.8);
  EXPECT_EQ(good("load_high(1.5)").threshold, 1.5);
  EXPECT_EQ(good("user_flagged(beta)").subject, "beta");
  EXPECT_EQ(good("call(::my::predicate)").subject, "::my::predicate");
}

TEST(ConditionLanguage, ArgumentsAreAnyExpression) {
  EXPECT_EQ(good("arg(n > 100)").subject, "n > 100");
  EXPECT_EQ(good("arg(f(a, b) && m[\")\"] != ')')").subject, "f(a, b) && m[\")\"] != ')'");
  EXPECT_EQ(good("arg(n > 1'000'000) || debug_mode").kind, Kind::any_of);
  EXPECT_EQ(good("arg(std::pair<int, int>{1, 2}.first)").subject, "std::pair<int, int>{1, 2}.first");
}

TEST(ConditionLanguage, PrecedenceIsThatOfCpp) {
  const Condition c = good("debug_mode || load_high && !env_set(X)");
  ASSERT_EQ(c.kind, Kind::any_of);
  ASSERT_EQ(c.operands.size(), 2U);
  EXPECT_EQ(c.operands[1].kind, Kind::all_of);
  EXPECT_EQ(c.operands[1].operands[1].kind, Kind::negation);
  EXPECT_EQ(good("(debug_mode || load_high) && env_set(X)").kind, Kind::all_of);
  EXPECT_EQ(good("debug_mode or load_high and not env_set(X)"), c);
  EXPECT_EQ(good("debug_mode || load_high || env_set(X)").operands.size(), 3U);
}

TEST(ConditionLanguage, SpellingReadsBack) {
  for (const char* text :
       {"debug_mode || load_high(0.8) && !env_set(X)", "(debug_mode || load_high(0.5)) && env_set(X)",
        "!(debug_mode && load_high(0.8))", "!!debug_mode", "env_equals(MODE, \"a b\")",
        "(debug_mode || load_high(0.8)) || env_set(X)", "arg(n > 100) && call(my::f)", "user_flagged(\"a b\")", ""}) {
    const Condition c = good(text);
    EXPECT_EQ(spell(c), text);
    EXPECT_EQ(good(spell(c)), c);
  }
}

TEST(ConditionLanguage, KnowsWhetherParametersAreRead) {
  EXPECT_TRUE(uses_arguments(good("debug_mode || !arg(n > 1)")));
  EXPECT_FALSE(uses_arguments(good("debug_mode || !call(f)")));
}

struct Wrong {
  const char* text;
  std::size_t offset;
  const char* hint;
};
class ConditionMistakes : public testing::TestWithParam<Wrong> {};

TEST_P(ConditionMistakes, AreExplainedWhereTheyStand) {
  const ConditionMistake mistake = bad(GetParam().text);
  EXPECT_EQ(mistake.offset, GetParam().offset) << mistake.message;
  EXPECT_THAT(mistake.hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ConditionMistakes,
    testing::Values(Wrong{"debug_mod", 0, "`debug_mode`"}, Wrong{"when_env_set(X)", 0, "`env_set`"},
                    Wrong{"debug_mode | load_high", 11, "`||`"}, Wrong{"debug_mode & load_high", 11, "`&&`"},
                    Wrong{"debug_mode ||", 13, ""}, Wrong{"(debug_mode", 0, ""}, Wrong{"debug_mode)", 10, ""},
                    Wrong{"env_set", 0, "env_set(PROFILE)"}, Wrong{"env_set()", 0, "env_set(PROFILE)"},
                    Wrong{"env_set(a b)", 8, ""}, Wrong{"env_equals(X)", 0, "env_equals(MODE, fast)"},
                    Wrong{"load_high(no)", 10, "load_high(0.8)"}, Wrong{"load_high(-1)", 10, ""},
                    Wrong{"call(a + b)", 5, "arg(...)"}, Wrong{"arg()", 0, "arg(n > 100)"},
                    Wrong{"my_check()", 0, "call(my_check)"}, Wrong{"arg(f(", 3, ""},
                    Wrong{"debug_mode load_high", 11, "`||`"}, Wrong{"debug_mode, load_high", 10, "`||`"},
                    Wrong{"env_set(\"X", 7, ""}));

TEST(ConditionLanguage, DeepNestingIsRefused) {
  EXPECT_THAT(bad(std::string(100000, '(')).message, HasSubstr("deeply"));
  EXPECT_THAT(bad(std::string(100000, '!')).message, HasSubstr("deeply"));
}

}  // namespace
}  // namespace scopegraft::rules
