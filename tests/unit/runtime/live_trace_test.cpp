#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "live_child.h"

namespace scopegraft::test {
namespace {

void step(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("step");
  fake_now += ns;
}

void request(std::uint64_t ns) {
  static scopegraft_rt::Site site("request", "t.cpp", 1, 1, "rate=1;keep_slow=1000000");
  const scopegraft_rt::Scope scope(site);
  step(100);
  step(ns);
}

std::string name_of(const profile::Profile& profile, std::uint32_t site) { return profile.sites.at(site).name; }

TEST(LiveTrace, TheLastCallsOfAThreadAreKeptOneByOne) {
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 0; i != 100; ++i) step(1000 + i);
  }, {{"SCOPEGRAFT_TRACE", "10"}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_EQ(run.profile.events.size(), 10U);
  for (std::size_t i = 0; i != 10; ++i) {
    EXPECT_EQ(run.profile.events[i].duration, 1090 + static_cast<double>(i));
    EXPECT_EQ(name_of(run.profile, run.profile.events[i].site), "step");
    EXPECT_EQ(run.profile.events[i].depth, 1U);
  }
  EXPECT_EQ(run.profile.events[1].begin, run.profile.events[0].begin + 1090);
}

TEST(LiveTrace, ASlowCallKeepsTheCallsInsideIt) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 50; ++i) request(10'000);
    request(2'000'000);
    for (int i = 0; i != 50; ++i) request(10'000);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_EQ(run.profile.slow_calls.size(), 1U);
  const profile::SlowCall& call = run.profile.slow_calls[0];
  EXPECT_EQ(name_of(run.profile, call.site), "request");
  EXPECT_EQ(call.duration, 2'000'100);
  ASSERT_EQ(call.events.size(), 3U);
  EXPECT_EQ(call.events[0].duration, 2'000'100);
  EXPECT_EQ(call.events[1].duration, 100);
  EXPECT_EQ(call.events[2].duration, 2'000'000);
  EXPECT_EQ(call.events[2].depth, call.events[0].depth + 1);
}

TEST(LiveTrace, OnlyTheSlowestCallsOfASiteAreKept) {
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 1; i <= 100; ++i) request(i % 2 == 0 ? i * 1'000'000 : 10);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  std::vector<double> durations;
  for (const profile::SlowCall& call : run.profile.slow_calls) durations.push_back(call.duration);
  EXPECT_THAT(durations, testing::ElementsAre(86'000'100, 88'000'100, 90'000'100, 92'000'100, 94'000'100, 96'000'100, 98'000'100, 100'000'100));
}

void unlimited(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("unlimited");
  step(100);
  step(ns);
}

TEST(LiveTrace, WithoutALimitTheCallsBeyondThe99thPercentileAreKept) {
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 0; i != 3000; ++i) unlimited(i % 500 == 499 ? 5'000'000 + i : 10'000 + i * 7919 % 1000);
  }, {{"SCOPEGRAFT_TRACE", "64"}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  std::vector<double> durations;
  for (const profile::SlowCall& call : run.profile.slow_calls) {
    EXPECT_EQ(name_of(run.profile, call.site), "unlimited") << "a call without calls inside it is no tree";
    EXPECT_EQ(call.events.size(), 3U);
    durations.push_back(call.duration);
  }
  // All but the first, which came when the site was still new to it or was its first outlier.
  EXPECT_THAT(durations, testing::IsSupersetOf({5'001'099.0, 5'001'599.0, 5'002'099.0, 5'002'599.0, 5'003'099.0}));
  EXPECT_LE(durations.size(), 8U);
}

TEST(LiveTrace, ASteadyFunctionKeepsAboutOneCallInAHundred) {
  // The eight slowest of about thirty: none of them is among the fastest nine tenths.
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 0; i != 3000; ++i) unlimited(10'000 + i * 7919 % 1000);
  }, {{"SCOPEGRAFT_TRACE", "64"}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_EQ(run.profile.slow_calls.size(), 8U);
  for (const profile::SlowCall& call : run.profile.slow_calls) EXPECT_GT(call.duration, 10'900);
}

TEST(LiveTrace, NothingIsTracedUnlessAsked) {
  const Recorded run = record([] {
    for (int i = 0; i != 50; ++i) step(10);
  });
  EXPECT_TRUE(run.profile.events.empty());
  EXPECT_TRUE(run.profile.slow_calls.empty());
}

}  // namespace
}  // namespace scopegraft::test
