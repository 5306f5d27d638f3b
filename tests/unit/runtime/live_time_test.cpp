#include <gtest/gtest.h>

#include <cmath>
#include <ostream>
#include <string>

#include "live/sampling.h"
#include "live_child.h"

namespace scopegraft::test {
namespace {

void timed(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("timed");
  fake_now += ns;
}

void caller(std::uint64_t own, std::uint64_t inner) {
  SCOPEGRAFT_SCOPE("caller");
  fake_now += own;
  timed(inner);
}

TEST(LiveTime, IsInclusive) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 10; ++i) caller(1000, 50'000);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  const auto all = totals(run.profile);
  EXPECT_DOUBLE_EQ(all.at("caller").measure.total_time(), 510'000);
  EXPECT_DOUBLE_EQ(all.at("timed").measure.total_time(), 500'000);
  EXPECT_DOUBLE_EQ(all.at("timed").measure.time_min, 50'000);
  EXPECT_DOUBLE_EQ(all.at("timed").measure.time_max, 50'000);
}

TEST(LiveTime, PercentilesAreKnownWithinSixPercent) {
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 1; i <= 1000; ++i) timed(i * 1000);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  const profile::Histogram histogram = totals(run.profile).at("timed").measure.histogram;
  EXPECT_EQ(histogram.total(), 1000U);
  EXPECT_NEAR(histogram.quantile(0.5), 500'000, 30'000);
  EXPECT_NEAR(histogram.quantile(0.99), 990'000, 60'000);
}

// By the real clock: without it a sampled call of a few nanoseconds is reported as ten times as long.
TEST(LiveTime, WhatMeasuringTakesIsKnown) {
  const Outcome run = run_child({{"SCOPEGRAFT_OUTPUT", "/dev/null/none"}}, [] {
    timed(0);
    if (live::clock_in_use.kind == live::ClockKind::kFake) std::_Exit(8);
    if (live::costs.inside_sampled == 0) std::_Exit(9);
  });
  EXPECT_TRUE(run.good()) << run.status << run.error_text;
}

// Durations in a rhythm that fixed gaps would beat against, at rates that divide it.
TEST(LiveTime, SampledTotalsAreUnbiased) {
  constexpr int kRuns = 30, kCalls = 20'000;
  double off = 0, square = 0;
  int inside = 0;
  for (int seed = 0; seed != kRuns; ++seed) {
    const Recorded run = record([=] {
      use_fake_clock();
      fake_now = 1'000'003 * static_cast<std::uint64_t>(seed + 1);
      for (int i = 0; i != kCalls; ++i) timed(i % 20 == 0 ? 20'000 : 100);
    }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.05"}});
    constexpr double kTruth = kCalls / 20 * 20'000.0 + kCalls / 20 * 19 * 100.0;
    const profile::Measure measure = totals(run.profile).at("timed").measure;
    ASSERT_GT(measure.measured, 0U);
    const double error = measure.total_time() - kTruth;
    off += error / kRuns;
    square += error * error / kRuns;
    if (std::abs(error) < 2 * measure.total_error()) ++inside;
  }
  EXPECT_LT(std::abs(off), 3 * std::sqrt(square / kRuns));  // the mean error is noise
  EXPECT_GE(inside, kRuns * 8 / 10);                        // two standard errors hold 95 %
}

// The rate changes a lot between the two halves: each call must weigh what it stands for.
TEST(LiveTime, TotalsAreRightWhileTheRateAdapts) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 500; ++i) timed(1'000'000);
    for (int i = 0; i != 2'000'000; ++i) timed(20);
  });
  const profile::Measure measure = totals(run.profile).at("timed").measure;
  EXPECT_LT(measure.measured, 100'000U);
  EXPECT_NEAR(measure.total_time(), 500e6 + 40e6, 540e6 * 0.02);
}

// What a program does that a sampler could fall in with: `call` gives the duration of a call by its number, ns, and lets time pass before it.
struct Rhythm {
  const char* name;
  int calls;
  std::uint64_t (*call)(int number);
};
std::ostream& operator<<(std::ostream& out, const Rhythm& rhythm) { return out << rhythm.name; }

class AutoRhythm : public testing::TestWithParam<Rhythm> {};

// Over many runs the mean error is noise, and the error bars hold what they promise.
TEST_P(AutoRhythm, TotalsAreUnbiasedAndTheirErrorBarsTrue) {
  constexpr int kRuns = 40;
  double truth = 0;
  for (int i = 0; i != GetParam().calls; ++i) truth += static_cast<double>(GetParam().call(i));
  double off = 0, square = 0;
  int inside = 0;
  for (int seed = 0; seed != kRuns; ++seed) {
    const Recorded run = record([&] {
      use_fake_clock();
      fake_now = 1'000'003 * static_cast<std::uint64_t>(seed + 1);
      for (int i = 0; i != GetParam().calls; ++i) timed(GetParam().call(i));
    });
    const profile::Measure measure = totals(run.profile).at("timed").measure;
    ASSERT_EQ(measure.calls, static_cast<std::uint64_t>(GetParam().calls));
    ASSERT_LT(measure.measured, measure.calls / 4);  // or nothing was sampled
    const double error = measure.total_time() - truth;
    off += error / kRuns;
    square += error * error / kRuns;
    if (std::abs(error) <= 2 * measure.total_error() + truth * 1e-9) ++inside;
  }
  const double noise = std::sqrt(square / kRuns);
  EXPECT_LE(std::abs(off), 3 * noise + truth * 1e-9) << off / truth << ", noise " << noise / truth;
  EXPECT_LT(std::sqrt(square), truth * 0.25);  // and not because it is large
  EXPECT_GE(inside, kRuns * 8 / 10);
}

INSTANTIATE_TEST_SUITE_P(
    LiveTime, AutoRhythm,
    testing::Values(Rhythm{"steady", 400'000, [](int) -> std::uint64_t { return 30; }},
                    Rhythm{"every 64th is slow", 400'000, [](int i) -> std::uint64_t { return i % 64 == 0 ? 3'000 : 20; }},
                    Rhythm{"every 4096th is very slow", 800'000, [](int i) -> std::uint64_t { return i % 4096 == 0 ? 200'000 : 20; }},
                    Rhythm{"bursts after pauses", 400'000, [](int i) -> std::uint64_t {
                      if (i % 2000 == 0) fake_now += 20'000'000;
                      return i % 2000 < 20 ? 2'000 : 40;
                    }},
                    Rhythm{"long quick and long slow times", 600'000, [](int i) -> std::uint64_t { return i / 50'000 % 2 == 0 ? 15 : 600; }}),
    [](const testing::TestParamInfo<Rhythm>& rhythm) {
      std::string name = rhythm.param.name;
      for (char& c : name)
        if (c == ' ') c = '_';
      return name;
    });

TEST(LiveTime, AutoKeepsTheBudgetInAHotLoop) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 10'000'000; ++i) timed(10);
  }, {{"SCOPEGRAFT_OVERHEAD_BUDGET", "2%"}});
  const profile::Measure measure = totals(run.profile).at("timed").measure;
  const double share = static_cast<double>(measure.measured) * 25 / 1e8;  // a measured call costs 25 ns on the fake clock
  EXPECT_LT(share, 0.025);
  EXPECT_GT(share, 0.005);
  EXPECT_NEAR(measure.mean_time(), 10, 1e-6);
}

TEST(LiveTime, AutoSharesTheBudgetAmongHotNodes) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 1'000'000; ++i) {
      { SCOPEGRAFT_SCOPE("a"); fake_now += 10; }
      { SCOPEGRAFT_SCOPE("b"); fake_now += 10; }
      { SCOPEGRAFT_SCOPE("c"); fake_now += 10; }
      { SCOPEGRAFT_SCOPE("d"); fake_now += 10; }
    }
  });
  std::uint64_t measured = 0;
  for (const auto& [name, of] : totals(run.profile)) measured += of.measure.measured;
  EXPECT_LT(static_cast<double>(measured) * 25 / 4e7, 0.04);
}

TEST(LiveTime, AutoMeasuresEverythingAgainWithinASecondOfBecomingSlow) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 1'000'000; ++i) timed(10);
    for (int i = 0; i != 1000; ++i) timed(1'000'000);  // a second
    SCOPEGRAFT_SCOPE("after");
    for (int i = 0; i != 100; ++i) timed(1'000'000);
  });
  for (const profile::Node& node : run.profile.nodes) {
    if (node.parent == profile::Node::kNone || run.profile.nodes[node.parent].parent == profile::Node::kNone) continue;
    EXPECT_EQ(node.measure.measured, 100U);
  }
}

TEST(LiveTime, ANodeThatBecameRareIsPlannedAnewByItsThreadsOtherCalls) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 1'000'000; ++i) timed(10);
    for (int i = 0; i != 100; ++i) {  // ten seconds; `timed` once in 100 ms
      SCOPEGRAFT_SCOPE("tick");
      fake_now += 100'000'000;
      if (i >= 10) timed(1'000'000);
    }
    for (int i = 0; i != 100; ++i) {
      { SCOPEGRAFT_SCOPE("tick"); fake_now += 100'000'000; }
      timed(5'000'000);
    }
  });
  double longest = 0;
  for (const auto& [name, of] : totals(run.profile))
    if (name == "timed") longest = of.measure.time_max;
  EXPECT_EQ(longest, 5'000'000);
}

TEST(LiveTime, RecursionNeverExceedsItsCallerByMuch) {
  struct Recursive {
    static void call(int depth) {
      SCOPEGRAFT_SCOPE("recursive");
      fake_now += 100;
      if (depth != 0) call(depth - 1);
    }
  };
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 50'000; ++i) Recursive::call(10);
  });
  for (const profile::Node& node : run.profile.nodes) {
    if (node.parent == profile::Node::kNone) continue;
    const profile::Node& parent = run.profile.nodes[node.parent];
    if (parent.parent == profile::Node::kNone) continue;
    EXPECT_LE(node.measure.total_time(), parent.measure.total_time() + 3 * (node.measure.total_error() + parent.measure.total_error()));
  }
}

TEST(LiveTime, SeenFromFirstToLast) {
  const Recorded run = record([] {
    use_fake_clock();
    fake_now += 1'000'000'000;
    timed(10);
    fake_now += 2'000'000'000;
    timed(10);
  });
  const profile::Measure measure = totals(run.profile).at("timed").measure;
  EXPECT_EQ(measure.last_seen - measure.first_seen, 2'000'000'020U);
}

TEST(Sampling, GapsAreGeometric) {
  for (const double mean : {1.5, 2.0, 8.0, 100.0, 4096.0}) {
    live::Random random{12345};
    constexpr int kDraws = 400'000;
    double sum = 0, squares = 0, ones = 0;
    for (int i = 0; i != kDraws; ++i) {
      const auto gap = static_cast<double>(live::draw_gap(random, static_cast<float>(mean)));
      sum += gap;
      squares += gap * gap;
      if (gap == 1) ++ones;
    }
    const double variance = squares / kDraws - (sum / kDraws) * (sum / kDraws);
    EXPECT_NEAR(sum / kDraws, mean, mean * 0.01);
    EXPECT_NEAR(variance, mean * (mean - 1), mean * mean * 0.02);
    EXPECT_NEAR(ones / kDraws, 1 / mean, 0.005);
  }
  live::Random random{1};
  EXPECT_EQ(live::draw_gap(random, 1.0F), 1U);
}

}  // namespace
}  // namespace scopegraft::test
