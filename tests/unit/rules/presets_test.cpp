#include <gtest/gtest.h>

#include <filesystem>

#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

class Presets : public testing::TestWithParam<const char*> {};

TEST_P(Presets, LoadWithoutMistakesAndTheirTestsHold) {
  const LoadResult r =
      load(std::filesystem::path(SCOPEGRAFT_PRESETS) / (std::string(GetParam()) + ".yaml"), SCOPEGRAFT_PRESETS);
  for (const Diagnostic& d : r.diagnostics) ADD_FAILURE() << render(d);
  for (const Diagnostic& d : run_tests(r.rules)) ADD_FAILURE() << render(d);
}

INSTANTIATE_TEST_SUITE_P(All, Presets, testing::Values("production", "development", "tests"));

TEST(PresetFiles, NoneIsLeftUntested) {
  unsigned files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SCOPEGRAFT_PRESETS))
    files += entry.path().extension() == ".yaml" ? 1 : 0;
  EXPECT_EQ(files, 3U);
}

TEST(PresetFiles, ProductionLeavesOutWhatCostsMost) {
  const LoadResult r =
      parse("version: 1\nextends: [production]\nmodules: [{files: '**'}]\nfunctions: [{match: 'app::tiny'}]\n",
            "/p/r.yaml", SCOPEGRAFT_PRESETS);
  FunctionFacts facts;
  facts.file = "/p/a.cpp";
  facts.statements = 1;
  facts.qualified_name = "app::small";
  EXPECT_EQ(decide(r.rules, facts).outcome, Outcome::skipped);
  facts.qualified_name = "app::tiny";
  EXPECT_EQ(decide(r.rules, facts).outcome, Outcome::profiled);
  facts.statements = 5;
  facts.qualified_name = "app::V::operator+";
  EXPECT_EQ(decide(r.rules, facts).outcome, Outcome::excluded);
  facts.qualified_name = "app::f";
  const Decision d = decide(r.rules, facts);
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.options.overhead_budget.value, 0.01);
  EXPECT_EQ(d.options.overhead_budget.origin.substr(0, 18), "preset production:");
}

}  // namespace
}  // namespace scopegraft::rules
