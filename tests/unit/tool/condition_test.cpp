#include "plan/condition.h"

#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

TEST(Condition, BecomesCallsOfTheRuntime) {
  EXPECT_EQ(condition_expression("env_set(PROFILE) || load_high(0.8)"),
            "(::scopegraft_rt::env_set(\"PROFILE\") || ::scopegraft_rt::load_high(0.8))");
  EXPECT_EQ(condition_expression("!debug_mode && (load_high(1) || user_flagged(beta))"),
            "(!::scopegraft_rt::debug_mode() && (::scopegraft_rt::load_high(1.0) || ::scopegraft_rt::user_flagged(\"beta\")))");
  EXPECT_EQ(condition_expression("env_equals(MODE, \"fast lane\")"), "::scopegraft_rt::env_equals(\"MODE\", \"fast lane\")");
}

TEST(Condition, CallsFunctionsOfTheProgramByTheirWholeName) {
  EXPECT_EQ(condition_expression("call(my::predicate)"), "::my::predicate()");
}

TEST(Condition, LeavesAnExpressionOverParametersAlone) {
  EXPECT_EQ(condition_expression("arg(f(n, \")\") > 100)"), "static_cast<bool>(f(n, \")\") > 100)");
}

TEST(Condition, IsEmptyForNoneAndForAMistake) {
  EXPECT_EQ(condition_expression(""), "");
  EXPECT_EQ(condition_expression("nonsense("), "");
}

}  // namespace
}  // namespace scopegraft::engine
