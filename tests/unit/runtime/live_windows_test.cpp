#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "live_child.h"

namespace scopegraft::test {
namespace {

using std::chrono::system_clock;

void work(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("work");
  fake_now += ns;
}

void fails() {
  SCOPEGRAFT_SCOPE("fails");
  throw std::runtime_error("x");
}

// The file's calendar times are real ones, so the test takes windows by asking for reports, not by waiting.
TEST(LiveWindows, AReportOfAPartOfTheRunHasOnlyWhatHappenedInIt) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 10; ++i) work(1'000'000);
    static_cast<void>(generate_performance_report({.start = {}, .end = system_clock::now()}));
    const auto middle = system_clock::now();
    for (int i = 0; i != 3; ++i) work(2'000'000);
    const PerformanceReport later = generate_performance_report({.start = middle});
    if (later.slowest_functions.size() != 1 || later.slowest_functions[0].call_count != 3) std::_Exit(1);
    if (std::abs(later.slowest_functions[0].avg_time_ms - 2) > 1e-6) std::_Exit(2);
    const PerformanceReport earlier = generate_performance_report({.start = {}, .end = middle});
    if (earlier.slowest_functions.size() != 1 || earlier.slowest_functions[0].call_count != 10) std::_Exit(3);
    const PerformanceReport all = generate_performance_report();
    if (all.slowest_functions.size() != 1 || all.slowest_functions[0].call_count != 13) std::_Exit(4);
    if (std::abs(all.slowest_functions[0].total_time_ms - 16) > 1e-6) std::_Exit(5);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_EQ(run.outcome.status, 0);
  ASSERT_GE(run.profile.windows.size(), 3U);
  EXPECT_EQ(run.profile.windows.back().totals.at(0).calls, 13U);
}

TEST(LiveWindows, ComeOnceASecondAndStayFew) {
  const Recorded run = record([] {
    use_fake_clock();
    for (int i = 0; i != 100'000; ++i) work(10'000'000);  // a thousand seconds
  });
  EXPECT_LE(run.profile.windows.size(), 257U);
  EXPECT_GE(run.profile.windows.size(), 100U);
  std::uint64_t calls = 0;
  for (const profile::Window& window : run.profile.windows) {
    EXPECT_GE(window.totals.at(0).calls, calls);
    calls = window.totals.at(0).calls;
  }
  EXPECT_EQ(calls, 100'000U);
}

TEST(LiveWindows, TheReportLeadsWithWhatStandsOut) {
  const Recorded run = record([] {
    use_fake_clock();
    work(5'000'000);
    for (int i = 0; i != 4; ++i) {
      try {
        fails();
      } catch (const std::runtime_error&) {
      }
    }
    const PerformanceReport report = generate_performance_report({.include_memory = false, .format = "json"});
    if (report.slowest_functions.empty() || report.slowest_functions[0].name != "work") std::_Exit(1);
    if (report.exception_leaders.size() != 1 || report.exception_leaders[0].exception_count != 4) std::_Exit(2);
    if (report.exception_leaders[0].exception_rate != 1 || !report.memory_leaders.empty()) std::_Exit(3);
    if (report.text.empty() || report.text[0] != '{') std::_Exit(4);
    if (!generate_performance_report({.format = "no such format"}).text.empty()) std::_Exit(5);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_EQ(run.outcome.status, 0);
}

}  // namespace
}  // namespace scopegraft::test
