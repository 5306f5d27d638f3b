#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "commands/top_frame.h"
#include "report_sample.h"
#include "scopegraft/report/table.h"

namespace scopegraft::cli {
namespace {

using report::test::Sample;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Sample running(std::uint64_t calls, double seconds) {
  Sample sample;
  sample.profile.clean_exit = false;
  sample.profile.ended = sample.profile.started + static_cast<std::uint64_t>(seconds * 1e9);
  sample.profile.cpu_time = seconds * 0.5e9;
  const auto serve = sample.site("serve");
  const auto idle = sample.site("idle");
  const auto root = sample.thread("main");
  sample.profile.threads[0].running = true;
  sample.call(root, serve, calls, 1e6);
  sample.call(root, idle, 1, 5e7);
  return sample;
}

std::string frame(const Reading& before, const Reading& now, const TopView& view = {}) {
  return top_frame(before, now, view, Terminal{});
}

TEST(Top, RatesAreThoseBetweenTwoReadings) {
  const Reading first = reading_of(running(100, 1).profile);
  const Reading second = reading_of(running(500, 2).profile);
  const std::string text = frame(first, second);
  EXPECT_THAT(text, HasSubstr("/opt/shop/server  process 4711, up 2.00 s, 1 thread\n"));
  EXPECT_THAT(text, HasSubstr("CPU 50.0 %, overhead 0.0 % of it, over the last 1.00 s\n"));
  EXPECT_THAT(text, HasSubstr("\n40.0 %  40.0 %      400  1.00 ms  "));
}

TEST(Top, TheFirstFrameTellsOfTheWholeRun) {
  EXPECT_THAT(frame({}, reading_of(running(500, 2).profile)), AllOf(HasSubstr("250"), HasSubstr("25.0 %")));
}

TEST(Top, FiltersAndSorts) {
  const Reading now = reading_of(running(500, 2).profile);
  TopView view;
  view.filters = {"idle"};
  EXPECT_THAT(frame({}, now, view), Not(HasSubstr("serve\n")));
  view = {};
  view.sort = report::SortKey::mean;
  const std::string text = frame({}, now, view);
  EXPECT_LT(text.find("idle"), text.find("serve\n"));
}

TEST(Top, FitsTheTerminal) {
  Terminal terminal;
  terminal.width = 40;
  terminal.height = 7;
  std::istringstream lines(top_frame({}, reading_of(running(500, 2).profile), {}, terminal));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(report::columns_of(line), 40U) << line;
  EXPECT_LE(count, 7U);
}

}  // namespace
}  // namespace scopegraft::cli
