#include "plan/decorator.h"

#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

TEST(ReadDecorator, TakesWhatStandsBetweenTheParentheses) {
  EXPECT_EQ(read_decorator("SCOPEGRAFT_PROFILE (name = \"a)\", n = f(1)) int f();", 0).arguments, "name = \"a)\", n = f(1)");
  EXPECT_EQ(read_decorator("SCOPEGRAFT_PROFILE()", 0).arguments, "");
}

TEST(ReadDecorator, KnowsWhereItsDeclarationMayBegin) {
  const std::string_view text = "SCOPEGRAFT_PROFILE(off) // why\n[[nodiscard]] /* x */ SCOPEGRAFT_PROFILE(a = b) int f();";
  const DecoratorText read = read_decorator(text, 0);
  EXPECT_EQ(read.declaration_begins, (std::vector<std::size_t>{text.find("[["), text.rfind("SCOPEGRAFT"), text.find("int")}));
}

TEST(ReadDecorator, SurvivesAnOpenEnd) {
  EXPECT_TRUE(read_decorator("SCOPEGRAFT_PROFILE", 0).declaration_begins.empty());
  EXPECT_EQ(read_decorator("SCOPEGRAFT_PROFILE(a", 0).declaration_begins.size(), 1U);
}

}  // namespace
}  // namespace scopegraft::engine
