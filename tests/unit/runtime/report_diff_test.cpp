#include "scopegraft/report/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report_sample.h"

namespace scopegraft::report {
namespace {

using test::Sample;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Welch, KnownValues) {
  // t = -1.86501, 19.1905 degrees of freedom; p by numeric integration of Student's density.
  const auto sample = [](double deviation, double n) { return deviation * std::sqrt((n - 1) / n); };
  EXPECT_NEAR(welch_p(20, sample(4, 10), 10, 24, sample(6, 12), 12), 0.07755, 1e-5);
  EXPECT_NEAR(welch_p(5, sample(1, 3), 3, 5, sample(2, 4), 4), 1, 1e-12);
  EXPECT_EQ(welch_p(5, 0, 3, 5, 0, 4), 1);
  EXPECT_EQ(welch_p(5, 0, 3, 6, 0, 4), 0);
  EXPECT_LT(welch_p(100, 1, 1e6, 101, 1, 1e6), 1e-12);
}

Summary run(std::vector<double> load, std::uint64_t thrown = 0, double bytes = 1000, double whole = 100'000) {
  Sample sample;
  const auto main = sample.site("main");
  const auto fetch = sample.site("load|all");
  const auto tiny = sample.site("tiny");
  const auto root = sample.thread("main");
  const auto in_main = sample.call(root, main, 1, whole);
  const auto in_load = sample.sampled(in_main, fetch, load.size(), load);
  sample.at(in_load).exceptions = thrown;
  sample.at(in_load).memory_measured = load.size();
  sample.at(in_load).allocated_bytes = bytes * static_cast<double>(load.size());
  sample.call(in_main, tiny, 50, 2);
  return summarize(sample.profile, estimate(sample.profile));
}

const std::vector<double> kBefore = {98, 102, 100, 101, 99, 100, 97, 103};
const std::vector<double> kSlower = {128, 132, 130, 131, 129, 130, 127, 133};
const std::vector<double> kNoisy = {20, 260, 30, 250, 10, 270, 40, 160};  // mean 130, but with a spread

TEST(Gate, FindsWhatIsSlowerBeyondItsSpread) {
  Gate gate;
  gate.min_share = 0;
  const Comparison comparison = compare(run(kBefore), run(kSlower));
  const auto found = regressions(comparison, gate);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(comparison.changes[found[0].change].name, "load|all");
  EXPECT_THAT(found[0].what, HasSubstr("mean time +30.0 %, p < 0.001"));
}

TEST(Gate, LetsChanceAndSmallSharesThrough) {
  Gate gate;
  gate.min_share = 0;
  EXPECT_TRUE(regressions(compare(run(kBefore), run(kNoisy)), gate).empty());
  EXPECT_TRUE(regressions(compare(run(kBefore), run(kBefore)), gate).empty());
  EXPECT_TRUE(regressions(compare(run(kSlower), run(kBefore)), gate).empty());
  gate.max_regression = 0.4;
  EXPECT_TRUE(regressions(compare(run(kBefore), run(kSlower)), gate).empty());
  gate = {};
  gate.min_share = 0.5;
  EXPECT_TRUE(regressions(compare(run(kBefore), run(kSlower)), gate).empty());
}

TEST(Gate, LooksAtSharesOfTheLongerRun) {  // 10 % of the run after, half a percent of the one before
  EXPECT_TRUE(regressions(compare(run(kBefore, 0, 1000, 200'000), run(kSlower, 0, 1000, 10'000)), {}).empty());
  EXPECT_EQ(regressions(compare(run(kBefore, 0, 1000, 10'000), run(kSlower, 0, 1000, 10'000)), {}).size(), 1U);
}

TEST(Gate, FindsMemoryAndExceptions) {
  Gate gate;
  gate.min_share = 0;
  const auto memory = regressions(compare(run(kBefore), run(kBefore, 0, 1500)), gate);
  ASSERT_EQ(memory.size(), 1U);
  EXPECT_EQ(memory[0].what, "memory of a call +50.0 %");
  const auto thrown = regressions(compare(run(kBefore), run(kBefore, 8)), gate);
  ASSERT_EQ(thrown.size(), 1U);
  EXPECT_THAT(thrown[0].what, HasSubstr("exceptions 0.0 % -> 100.0 %"));
}

TEST(Compare, ManyFunctionsAreNotManyChances) {
  // 200 functions that only differ by chance: without adjustment some p would be below 0.01.
  Sample before;
  Sample after;
  std::uint32_t random = 7;
  const auto next = [&] { return static_cast<double>((random = random * 1664525U + 1013904223U) / 65536U % 1000); };
  for (Sample* sample : {&before, &after}) {
    const auto root = sample->thread("main");
    for (int i = 0; i < 200; ++i) {
      const auto site = sample->site("f" + std::to_string(i));
      std::vector<double> times(20);
      for (double& time : times) time = next();
      sample->sampled(root, site, 20, times);
    }
  }
  const auto summary = [](const Sample& sample) { return summarize(sample.profile, estimate(sample.profile)); };
  for (const Change& change : compare(summary(before), summary(after)).changes) EXPECT_GT(change.p_time, 0.01);
}

TEST(DiffText, MarksChanceAndSaysWhatIsNew) {
  Sample extra;
  extra.call(extra.thread("main"), extra.site("fresh"), 1, 10);
  const Summary after = summarize(extra.profile, estimate(extra.profile));
  EXPECT_THAT(diff_text(compare(run(kBefore), after), {}), HasSubstr("1 new, 3 gone"));
  const std::string text = diff_text(compare(run(kBefore), run(kNoisy)), {});
  EXPECT_THAT(text, HasSubstr("~+30.0 %"));
  EXPECT_THAT(diff_text(compare(run(kBefore), run(kSlower)), {}), HasSubstr(" +30.0 %  <.001"));
}

TEST(DiffMarkdown, IsATableForAPullRequest) {
  Gate gate;
  gate.min_share = 0;
  const Comparison comparison = compare(run(kBefore), run(kSlower));
  const std::string text = diff_markdown(comparison, regressions(comparison, gate), {});
  EXPECT_THAT(text, HasSubstr("### Performance: 1 regression\n"));
  EXPECT_THAT(text, HasSubstr("- **load\\|all**: mean time +30.0 %"));
  EXPECT_THAT(text, HasSubstr("| load\\|all | 100 ns | 130 ns | +30.0 % | <.001 | +240 ns | 8 → 8 |\n"));
  EXPECT_THAT(diff_markdown(comparison, std::vector<Regression>(), {}), HasSubstr("### Performance: no regression\n"));
  EXPECT_THAT(diff_markdown(comparison, std::nullopt, {}), HasSubstr("### Performance: 1 slower, 0 faster, ")) << "nobody asked for a bar";
}

}  // namespace
}  // namespace scopegraft::report
