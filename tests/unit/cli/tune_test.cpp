#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commands/share.h"
#include "commands/tune_plan.h"
#include "report_sample.h"

namespace scopegraft::cli {
namespace {

using report::test::Sample;
using ::testing::HasSubstr;
using ::testing::Not;

// One second of work; 20 ns a measured call, 2 ns a counted one.
//   hot: 10^7 calls, all measured: 200 ms, of which 20 ms counting
//   warm: 10^5 calls, all measured: 2 ms
//   cold: 100 calls: 2 us
Sample busy() {
  Sample sample;
  sample.profile.cost_of_measured_call = 20;
  sample.profile.cost_of_counted_call = 2;
  const auto cold = sample.site("app::cold");
  const auto warm = sample.site("app::Warm<int>::run");
  const auto hot = sample.site("app::Vec::operator*");
  const auto root = sample.thread("main");
  const auto in_cold = sample.call(root, cold, 100, 9e6);
  const auto in_warm = sample.call(in_cold, warm, 100'000, 8000);
  sample.call(in_warm, hot, 10'000'000, 30);
  sample.profile.overhead_time = 200e6 + 2e6 + 2000;
  sample.profile.cpu_time = 1e9 + sample.profile.overhead_time;
  return sample;
}

// A hundred times the budget is spent: what is still over it is spared of many small functions, not of a large one.
TEST(Tune, SmallFunctionsAreLeftOutBeforeALargeOne) {
  Sample sample;
  sample.profile.cost_of_measured_call = sample.profile.cost_of_counted_call = 2;
  const auto root = sample.thread("main");
  sample.sampled(root, sample.site("app::hot"), 1'000'000'000, {1, 1});
  sample.sampled(root, sample.site("app::large"), 600'000, {1000, 1000});
  for (int i = 0; i != 400; ++i) sample.sampled(root, sample.site("app::small" + std::to_string(i)), 50'000, {40, 40});
  sample.profile.overhead_time = 2e9 + 1.2e6 + 400 * 1e5;
  sample.profile.cpu_time = 1e9 + sample.profile.overhead_time;
  const TunePlan plan = plan_tuning(sample.profile, 0.02);
  EXPECT_LE(plan.cost_after, plan.budget);
  std::vector<std::string> left_out;
  for (const Tuning& tuning : plan.tunings) left_out.push_back(tuning.function);
  EXPECT_THAT(left_out, testing::Contains("app::hot"));
  EXPECT_THAT(left_out, testing::Not(testing::Contains("app::large")));
}

TEST(Tune, NothingIsChangedWithinTheBudget) {
  const TunePlan plan = plan_tuning(busy().profile, 0.3);
  EXPECT_TRUE(plan.tunings.empty());
  EXPECT_NEAR(plan.cost_before, 202.002e6, 1);
  EXPECT_NEAR(plan.time, 1e9, 1);
}

TEST(Tune, MeasuresLessOftenBeforeItLeavesOut) {
  const TunePlan plan = plan_tuning(busy().profile, 0.03);
  ASSERT_EQ(plan.tunings.size(), 1U);
  EXPECT_EQ(plan.tunings[0].function, "app::Vec::operator*");
  EXPECT_EQ(plan.tunings[0].action, Tuning::Action::sample);
  EXPECT_DOUBLE_EQ(plan.tunings[0].rate, 0.0002);
  EXPECT_NEAR(plan.tunings[0].saves, 180e6 * 0.9998, 1);
  EXPECT_LE(plan.cost_after, plan.budget);
}

TEST(Tune, AProgramThatSeemsToDoNothingElseHasTimeOfItsOwn) {
  Sample sample = busy();
  sample.profile.cpu_time = sample.profile.overhead_time / 2;
  const TunePlan plan = plan_tuning(sample.profile, 0.02);
  EXPECT_NEAR(plan.time, sample.profile.cpu_time / 10, 1);
  ASSERT_FALSE(plan.tunings.empty());
  EXPECT_EQ(plan.tunings[0].function, "app::Vec::operator*");
}

TEST(Tune, LeavesOutWhatCountingAloneCostsTooMuch) {
  const TunePlan plan = plan_tuning(busy().profile, 0.005);
  ASSERT_EQ(plan.tunings.size(), 1U);
  EXPECT_EQ(plan.tunings[0].action, Tuning::Action::exclude);
  EXPECT_NEAR(plan.tunings[0].saves, 200e6, 1);
  EXPECT_LE(plan.cost_after, plan.budget);
}

// Counting costs 1 ns a call, measuring nothing more; `overhead` ns in all.
Sample counted(double overhead, double cpu_time) {
  Sample sample;
  sample.profile.cost_of_measured_call = sample.profile.cost_of_counted_call = 1;
  sample.profile.overhead_time = overhead;
  sample.profile.cpu_time = cpu_time;
  return sample;
}

// 30 ms of counting, a budget of 21 ms: what stays must be well within it, for no two runs take the same time.
TEST(Tune, KeepsWhatTakesLongAndLeavesAMargin) {
  Sample sample = counted(30e6, 1e9 + 30e6);
  const auto tiny = sample.site("app::tiny");
  const auto small = sample.site("app::small");
  const auto caller = sample.site("app::caller");
  const auto root = sample.thread("main");
  const auto in_caller = sample.call(root, caller, 10'000'000, 90);  // all of it spent in the others
  sample.call(in_caller, small, 10'000'000, 60);
  sample.call(in_caller, tiny, 10'000'000, 30);
  const TunePlan plan = plan_tuning(sample.profile, 0.021);
  ASSERT_EQ(plan.tunings.size(), 2U);
  EXPECT_EQ(plan.tunings[0].function, "app::small");
  EXPECT_EQ(plan.tunings[1].function, "app::tiny");
  EXPECT_NEAR(plan.cost_after, 10e6, 1);
}

// A function of 12 ns is inlined when it has no scope: its calls cost more than counting them.
TEST(Tune, ForeseesWhatIsInlinedAgain) {
  Sample sample = counted(11e6, 1e9);
  const auto tiny = sample.site("app::tiny");
  const auto large = sample.site("app::large");
  const auto root = sample.thread("main");
  sample.call(sample.call(root, large, 1'000'000, 500), tiny, 10'000'000, 12);
  const TunePlan plan = plan_tuning(sample.profile, 0.005);
  EXPECT_NEAR(plan.not_inlined, 20e6, 1);
  EXPECT_NEAR(plan.cost_before, 11e6, 1);
  EXPECT_NEAR(plan.time, 1e9 - 31e6, 1);
  ASSERT_EQ(plan.tunings.size(), 1U);
  EXPECT_EQ(plan.tunings[0].function, "app::tiny");
  EXPECT_NEAR(plan.tunings[0].saves, 10e6, 1);
}

TEST(Tune, CostsAreScaledToWhatTheRuntimeMeasured) {
  Sample sample = busy();
  sample.profile.overhead_time *= 2;
  sample.profile.cpu_time = 1e9 + sample.profile.overhead_time;
  EXPECT_NEAR(plan_tuning(sample.profile, 0.02).cost_before, 404.004e6, 1);
}

TEST(Tune, RulesExtendTheHandWrittenOnes) {
  const TunePlan plan = plan_tuning(busy().profile, 0.03);
  const std::string rules = rules_text(plan, {"../profiling.yaml", "3%", ""});
  EXPECT_TRUE(is_tuned_rules(rules));
  EXPECT_THAT(rules, HasSubstr("version: 1\nextends: [\"../profiling.yaml\"]\n\nfunctions:\n"));
  EXPECT_THAT(rules,
              HasSubstr("  # 10000000 calls of 30.0 ns; profiling it took 20.00 % of the time, this saves 17.99 %\n"
                        "  - match: [\"regex:^app::Vec::operator\\\\*$\"]\n    sample_rate: 0.0002\n"));
}

TEST(Tune, AnExclusionNamesTheFunctionAsMatchAndAsExclude) {
  TunePlan plan;
  plan.time = 100;
  plan.tunings = {{"a::f", Tuning::Action::exclude, 1, 7, 3, 50, 50}};
  EXPECT_THAT(rules_text(plan, {"p.yaml", "2%", ""}), HasSubstr("  - match: [\"a::f\"]\n    exclude: [\"a::f\"]\n"));
}

TEST(Tune, EarlierEntriesStayUnlessTunedAnew) {
  TunePlan first;
  first.time = 100;
  first.tunings = {{"a::f", Tuning::Action::exclude, 1, 7, 3, 50, 50},
                   {"a::g", Tuning::Action::sample, 0.1, 7, 3, 5, 4}};
  const std::string rules = rules_text(first, {"p.yaml", "2%", ""});
  TunePlan second;
  second.time = 100;
  second.tunings = {{"a::g", Tuning::Action::exclude, 1, 7, 3, 5, 5}};
  const std::string kept = earlier_entries(rules, second);
  EXPECT_THAT(kept, HasSubstr("exclude: [\"a::f\"]"));
  EXPECT_THAT(kept, Not(HasSubstr("a::g")));
  const std::string again = rules_text(second, {"p.yaml", "2%", kept});
  EXPECT_THAT(earlier_entries(again, {}), HasSubstr("exclude: [\"a::g\"]"));
  EXPECT_EQ(earlier_entries("version: 1\nfunctions:\n  # mine\n  - match: [x]\n", second), "");
}

TEST(Tune, TemplateArgumentsAreNoPartOfAPattern) {
  EXPECT_EQ(without_template_arguments("a::B<c::D<int>>::f<3>"), "a::B::f");
  EXPECT_EQ(without_template_arguments("a::operator<"), "a::operator<");
  EXPECT_EQ(without_template_arguments("a::B<int>::operator()"), "a::B::operator()");
}

TEST(Share, IsPercentOrFraction) {
  EXPECT_EQ(share_of("2%"), 0.02);
  EXPECT_EQ(share_of("0.1"), 0.1);
  EXPECT_EQ(share_of("2 %"), std::nullopt);
  EXPECT_EQ(share_of("-1%"), std::nullopt);
  EXPECT_EQ(share_of(""), std::nullopt);
}

}  // namespace
}  // namespace scopegraft::cli
