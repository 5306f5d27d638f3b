#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<Diagnostic> mistakes(const std::string& yaml) {
  return parse("version: 1\n" + yaml, "/p/profiling.yaml", "/none").diagnostics;
}

TEST(Compile, PatternMistakesPointIntoThePattern) {
  const auto found = mistakes("functions:\n  - match: [\"app::f\", \"app.g\"]\n");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].at, (Position{"/p/profiling.yaml", 3, 27}));
  EXPECT_THAT(found[0].hint, HasSubstr("`app::g`"));
}

TEST(Compile, EveryKindOfPatternIsChecked) {
  EXPECT_THAT(mistakes("functions: [{match: 'regex:('}]"), SizeIs(1));
  EXPECT_THAT(mistakes("modules: [{files: 'src/[a'}]"), SizeIs(1));
  EXPECT_THAT(mistakes("modules: [{namespaces: 'a.b'}]"), SizeIs(1));
  EXPECT_THAT(mistakes("classes: [{derived_from: 'a.b'}]"), SizeIs(1));
  EXPECT_THAT(mistakes("classes: [{match: A, exclude_methods: 'a.b'}]"), SizeIs(1));
  EXPECT_THAT(mistakes("exclude: ['a.b']"), SizeIs(1));
  EXPECT_THAT(mistakes("calls: [{match: 'a.b'}]"), SizeIs(1));
}

TEST(Compile, FilesThatOnlyTakeOutAreAMistake) {
  const auto found = mistakes("modules: [{files: ['!src/gen/**']}]");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].hint, HasSubstr("**"));
}

TEST(Compile, PatternsAreListedWithTheirPlaces) {
  const LoadResult r = parse("version: 1\nmodules: [{files: 'src/**', namespaces: a}]\nfunctions: [{match: [f, g]}]\n",
                             "/p/r.yaml", "/none");
  const auto patterns = r.rules.patterns();
  ASSERT_THAT(patterns, SizeIs(4));
  EXPECT_EQ(patterns[0].text, "src/**");
  EXPECT_EQ(patterns[1].text, "a");
  EXPECT_EQ(patterns[3].text, "g");
  EXPECT_EQ(patterns[3].at, (Position{"/p/r.yaml", 3, 25}));
}

}  // namespace
}  // namespace scopegraft::rules
