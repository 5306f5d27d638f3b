#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<Diagnostic> run(const std::string& yaml) {
  const LoadResult r = parse("version: 1\n" + yaml, "/p/r.yaml", "/none");
  for (const Diagnostic& d : r.diagnostics) ADD_FAILURE() << render(d);
  return run_tests(r.rules);
}

TEST(RunTests, WhatHoldsIsSilent) {
  EXPECT_THAT(
      run("exclude: [main]\nfunctions: [{match: 'app::f', sample_rate: 0.5}]\nmodules: [{files: '**'}]\ntests:\n"
          "  - {function: 'app::f', expect: {sample_rate: 0.5, track_memory: false}}\n"
          "  - {function: main, file: src/m.cpp, expect: excluded}\n"
          "  - {function: main, file: src/m.cpp, expect: not_profiled}\n"
          "  - {function: g, expect: unmatched}\n"
          "  - {function: g, file: a.cpp, trivial: true, expect: skipped}\n"),
      SizeIs(0));
}

TEST(RunTests, WhatDoesNotHoldSaysWhyAndWhere) {
  const auto failures = run("functions:\n  - match: f\ntests:\n  - function: f\n    expect: excluded\n");
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].at, (Position{"/p/r.yaml", 6, 13}));
  EXPECT_EQ(failures[0].message, "`f` is profiled");
  EXPECT_THAT(failures[0].hint, HasSubstr("matched by `f` of functions[0], by /p/r.yaml:3:12"));
  EXPECT_EQ(failures[0].excerpt, "    expect: excluded");
}

TEST(RunTests, OptionsAreCompared) {
  const auto failures =
      run("functions: [{match: f, sample_rate: 0.5}]\ntests: [{function: f, expect: {sample_rate: 0.25, track_args: "
          "true}}]");
  ASSERT_THAT(failures, SizeIs(2));
  EXPECT_EQ(failures[0].message, "`f` has `sample_rate: 0.5`, not `0.25`");
  EXPECT_THAT(failures[0].hint, HasSubstr("/p/r.yaml:2:24"));
  EXPECT_THAT(failures[1].hint, HasSubstr("built-in default"));
}

TEST(RunTests, TheClassIsWhatStandsBeforeTheName) {
  EXPECT_THAT(run("classes: [{match: C, derived_from: B}]\ntests:\n  - {function: 'app::C::f', expect: profiled}\n"
                  "  - {function: 'app::D::f', derived_from: 'app::B', expect: profiled}\n"
                  "  - {function: 'app::D::f', class: 'x::C', expect: profiled}\n"),
              SizeIs(0));
}

TEST(RunTests, CallsCanBeTested) {
  EXPECT_THAT(run("calls: [{match: c}]\ntests: [{call: c, expect: profiled}, {call: d, expect: unmatched}]"),
              SizeIs(0));
}

TEST(RunTests, TestsAndRulesAreCounted) {
  const LoadResult r =
      parse("version: 1\nfunctions: [{match: f}]\nmodules: [{files: a}]\ntests: [{function: f, expect: profiled}]",
            "/p/r.yaml", "/none");
  EXPECT_EQ(test_count(r.rules), 1U);
  EXPECT_EQ(rule_count(r.rules), 2U);
}

}  // namespace
}  // namespace scopegraft::rules
