#include "name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace scopegraft::rules {
namespace {

using testing::ElementsAre;

std::vector<std::string> components(std::string_view text) {
  const Name name = split_name(text);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < name.components.size(); ++i) out.emplace_back(name.component(i));
  return out;
}

TEST(Name, SplitsAtScopes) {
  EXPECT_THAT(components("app::Store::put"), ElementsAre("app", "Store", "put"));
  EXPECT_THAT(components("main"), ElementsAre("main"));
  EXPECT_THAT(components("::main"), ElementsAre("main"));
}

TEST(Name, OperatorsAreOneComponent) {
  EXPECT_THAT(components("app::operator<<"), ElementsAre("app", "operator<<"));
  EXPECT_THAT(components("S::operator->*"), ElementsAre("S", "operator->*"));
  EXPECT_THAT(components("S::operator()"), ElementsAre("S", "operator()"));
  EXPECT_THAT(components("S::operator<=>"), ElementsAre("S", "operator<=>"));
  EXPECT_THAT(components("operator\"\"_km"), ElementsAre("operator\"\"_km"));
  EXPECT_THAT(components("S::operator new[]"), ElementsAre("S", "operator new[]"));
  EXPECT_THAT(components("S::operator std::string"), ElementsAre("S", "operator std::string"));
  EXPECT_THAT(components("S::operator()::(lambda:7)"), ElementsAre("S", "operator()", "(lambda:7)"));
  EXPECT_THAT(components("S::operator std::string::(lambda:7)"),
              ElementsAre("S", "operator std::string", "(lambda:7)"));
}

TEST(Name, WordsThatBeginWithOperatorAreOrdinary) {
  EXPECT_THAT(components("operators::run"), ElementsAre("operators", "run"));
  EXPECT_THAT(components("a::operator_x"), ElementsAre("a", "operator_x"));
}

TEST(Name, ScopesInParenthesesAndAngleBracketsDoNotSplit) {
  EXPECT_THAT(components("app::(anonymous namespace)::f"), ElementsAre("app", "(anonymous namespace)", "f"));
  EXPECT_THAT(components("app::V<std::string>::f"), ElementsAre("app", "V<std::string>", "f"));
}

TEST(Name, AnonymousReservedAndGivenComponentsAreOptional) {
  const unsigned inline_namespace = 1;
  const Name name = split_name("app::v1::(anonymous namespace)::__x::f", {&inline_namespace, 1});
  std::vector<bool> optional;
  for (const Component& c : name.components) optional.push_back(c.optional);
  EXPECT_THAT(optional, ElementsAre(false, true, true, true, false));
  EXPECT_FALSE(split_name("__libc_start").has_optional);
}

TEST(Name, LambdasLeaveTheFunctionThatHoldsThem) {
  EXPECT_EQ(without_lambdas("app::f::(lambda:3)::(lambda:4)"), "app::f");
  EXPECT_EQ(without_lambdas("app::f"), "app::f");
  EXPECT_EQ(without_lambdas("(lambda:3)"), "(lambda:3)");
}

}  // namespace
}  // namespace scopegraft::rules
