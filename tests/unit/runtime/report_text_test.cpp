#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "grouping.h"
#include "json_writer.h"
#include "nesting.h"
#include "report_sample.h"
#include "scopegraft/report/report.h"
#include "scopegraft/report/table.h"
#include "scopegraft/report/units.h"

namespace scopegraft::report {
namespace {

using test::Sample;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const Sample& sample, const std::string& format, const Options& options = {}) {
  return find_format(format)->write(build(sample.profile, options), options);
}

Sample shop() {
  Sample sample;
  const auto main = sample.site("main");
  const auto load = sample.site("shop::load<a \"quoted\", thing>");
  const auto parse = sample.site("shop::parse");
  const auto root = sample.thread("main");
  const auto in_main = sample.call(root, main, 1, 2e6);
  const auto in_load = sample.call(in_main, load, 4, 3e5);
  sample.sampled(in_load, parse, 1000, {900, 1000, 1100});
  sample.at(in_load).exceptions = 1;
  sample.at(in_load).memory_measured = 4;
  sample.at(in_load).allocated_bytes = 4096;
  sample.at(in_load).freed_bytes = 1024;
  sample.at(in_load).peak_bytes = 2048;
  return sample;
}

TEST(Units, ThreeDigitsAndAUnitThatFits) {
  EXPECT_EQ(duration(0), "0 ns");
  EXPECT_EQ(duration(1.234), "1.23 ns");
  EXPECT_EQ(duration(999.4), "999 ns");
  EXPECT_EQ(duration(999.6), "1.00 µs");
  EXPECT_EQ(duration(45678, {false}), "45.7 us");
  EXPECT_EQ(duration(1.5e9), "1.50 s");
  EXPECT_EQ(duration(-2.5e6), "-2.50 ms");
  EXPECT_EQ(bytes(1023), "1.00 kB");
  EXPECT_EQ(bytes(-1536), "-1.50 kB");
  EXPECT_EQ(amount(9999), "9999");
  EXPECT_EQ(amount(1234567), "1.23 M");
  EXPECT_EQ(percent(0.0001), "<0.1 %");
  EXPECT_EQ(error_bar(100, 3), "±3 %");
  EXPECT_EQ(error_bar(100, 0), "");
  EXPECT_EQ(number(1e6), "1000000");
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(iso_time(1'700'000'000'123'456'789), "2023-11-14T22:13:20.123Z");
}

TEST(Json, EscapesWhatIsNoTextAndClosesNoScript) {
  std::string out;
  append_json_string(out, "a\"b\\\n\x01</script>\xc3\xa9\xff");
  EXPECT_EQ(out, "\"a\\\"b\\\\\\n\\u0001\\u003c/script>\xc3\xa9\\ufffd\"");
}

TEST(Table, DropsTheLeastImportantColumnsFirst) {
  std::vector<Column> columns(3);
  columns[0] = {"KEEP", Align::right, 9, Cut::begin, {"1"}};
  columns[1] = {"DROP", Align::right, 1, Cut::begin, {"2"}};
  columns[2] = {"NAME", Align::left, 0, Cut::begin, {"a::rather::long::name"}};
  TableStyle style;
  style.width = 20;
  style.least_name = 12;
  EXPECT_EQ(table(columns, style), "KEEP  NAME\n   1  …r::long::name\n");
  style.width = 40;
  EXPECT_THAT(table(columns, style), HasSubstr("KEEP  DROP  NAME"));
}

TEST(Table, ANameCannotDriveTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31m\xc2\x9b"
                      "b"),
            "a [31m??b");
}

TEST(Grouping, FindsTheClassOfAQualifiedName) {
  EXPECT_EQ(enclosing_scope("f"), "");
  EXPECT_EQ(enclosing_scope("a::B<c::D>::f"), "a::B<c::D>");
  EXPECT_EQ(enclosing_scope("a::B::operator<"), "a::B");
  EXPECT_EQ(enclosing_scope("a::(anonymous namespace)::f"), "a::(anonymous namespace)");
}

TEST(Text, EveryLineFitsTheWidth) {
  for (const std::size_t width : {60U, 80U, 120U, 200U}) {
    Options options;
    options.width = width;
    for (const bool tree : {false, true}) {
      options.tree = tree;
      std::istringstream lines(written(shop(), "text", options));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), width) << line;
    }
  }
}

TEST(Text, ShowsTimesWithTheirErrors) {
  const std::string text = written(shop(), "text");
  EXPECT_THAT(text, HasSubstr("/opt/shop/server, process 4711\n"));
  EXPECT_THAT(text, HasSubstr("1.00 ms"));
  EXPECT_THAT(text, HasSubstr("±6 %"));
  EXPECT_THAT(text, HasSubstr("exception leaders"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Text, ColourIsForTerminals) {
  Options options;
  options.colour = true;
  EXPECT_THAT(written(shop(), "text", options), HasSubstr("\x1b[31m"));
}

TEST(Text, SaysWhatWasDroppedAndThatTheProcessDied) {
  Sample sample = shop();
  sample.profile.clean_exit = false;
  sample.profile.dropped.nodes = 3;
  sample.profile.overhead_time = 1.5e7;
  sample.profile.overhead_budget = 0.02;
  const std::string text = written(sample, "text");
  EXPECT_THAT(text, HasSubstr("dropped: 3 call paths"));
  EXPECT_THAT(text, HasSubstr("did not exit by itself"));
  EXPECT_THAT(text, HasSubstr("15.0 ms = 1.0 % of the CPU time, budget 2.0 %"));
}

TEST(Text, TellsOfSmallFunctionsThatAreNotInlined) {
  Sample sample;
  const auto large = sample.site("large"), tiny = sample.site("tiny");
  sample.call(sample.call(sample.thread("main"), large, 1'000'000, 900), tiny, 10'000'000, 12);
  sample.profile.cost_of_counted_call = 1.5;
  sample.profile.overhead_time = 1.5e7;
  sample.profile.cpu_time = 1e9;
  EXPECT_THAT(written(sample, "text"), HasSubstr("\nnot in it: about 30.0 ms, because small functions are not inlined with a scope\n"));
  EXPECT_THAT(written(sample, "json"), HasSubstr("\"not_inlined_ms\": 30"));
  sample.profile.cpu_time = 1e10;  // not worth a line
  EXPECT_THAT(written(sample, "text"), Not(HasSubstr("not in it")));
}

TEST(Text, SortedByOverheadItHasWhatEachFunctionCost) {
  Sample sample;
  const auto large = sample.site("large"), tiny = sample.site("tiny");
  sample.call(sample.call(sample.thread("main"), large, 1000, 90'000), tiny, 1'000'000, 12);
  sample.profile.cost_of_counted_call = 1.5;
  Options options;
  options.sort = SortKey::overhead;
  const std::string text = written(sample, "text", options);
  EXPECT_THAT(text, HasSubstr("OVERHEAD"));
  EXPECT_LT(text.find("1.50 ms"), text.find("1.50 µs"));  // tiny, then large
  EXPECT_THAT(written(sample, "text"), Not(HasSubstr("OVERHEAD")));
  EXPECT_THAT(written(sample, "json"), HasSubstr("\"overhead_ms\": 1.5,"));
}

TEST(Formats, SayWhetherTheyAreCompensated) {
  Sample sample;
  const auto outer = sample.site("outer"), inner = sample.site("inner");
  sample.sampled(sample.call(sample.thread("main"), outer, 1, 1e6), inner, 100'002, {1, 1});
  sample.profile.cost_of_counted_call = 2;
  sample.profile.overhead_time = 2e5;
  EXPECT_THAT(written(sample, "json"), HasSubstr("\"compensated\": false"));
  EXPECT_THAT(written(sample, "text"), Not(HasSubstr("compensated")));
  EXPECT_THAT(written(sample, "folded"), HasSubstr("outer 899998\n"));
  Options options;
  options.width = 200;
  options.compensation = Compensation::on;
  EXPECT_THAT(written(sample, "json", options), AllOf(HasSubstr("\"compensated\": true"), HasSubstr("\"execution_time_ms\": 0.8,")));
  EXPECT_THAT(written(sample, "text", options), HasSubstr("\ncompensated: totals, self times and means are without what counting the calls"));
  EXPECT_THAT(written(sample, "folded", options), HasSubstr("outer 699998\n"));
}

TEST(Formats, WriteWhatADamagedProfileMakesOfATime) {
  Sample sample;
  sample.call(sample.thread("main"), sample.site("f"), 2, 1e77);
  EXPECT_EQ(written(sample, "folded"), "f 9000000000000000000\n");
  EXPECT_THAT(written(sample, "callgrind"), HasSubstr(" 9000000000000000000\n"));
}

TEST(Text, FiltersAndTop) {
  Options options;
  options.filters = {"shop::*"};
  EXPECT_THAT(written(shop(), "text", options), Not(HasSubstr("main\n")));
  options = {};
  options.top = 1;
  EXPECT_THAT(written(shop(), "text", options), HasSubstr("2 more (--top 0 shows all)"));
}

TEST(Text, DrawsTheTree) {
  Options options;
  options.tree = true;
  EXPECT_THAT(written(shop(), "text", options),
              AllOf(HasSubstr("  main\n"), HasSubstr("  └ shop::load"), HasSubstr("    └ shop::parse\n")));
}

TEST(Text, ShowsCallersAndCallees) {
  Options options;
  options.callers_of = {"shop::load"};
  options.callees_of = {"main"};
  const std::string text = written(shop(), "text", options);
  EXPECT_THAT(text, HasSubstr("callers of shop::load"));
  EXPECT_THAT(text, HasSubstr("callees of main: total 2.00 ms, self 800 µs, 1 calls"));
}

TEST(Text, LeaksAreBytesThatOutliveTheCall) {
  Options options;
  options.leaks = true;
  EXPECT_THAT(written(shop(), "text", options),
              AllOf(HasSubstr("3.00 kB"), HasSubstr("768 B"), Not(HasSubstr("parse"))));
}

TEST(Text, AnEmptyProfileIsAReport) {
  EXPECT_THAT(written(Sample(), "text"), HasSubstr("no profiled function was called"));
  Options options;
  options.tree = true;
  EXPECT_THAT(written(Sample(), "text", options), HasSubstr("CALL TREE"));
}

TEST(Text, ADeepRecursionEndsInOneLine) {
  Sample sample;
  const auto f = sample.site("f");
  std::uint32_t at = sample.thread("main");
  for (int i = 0; i < 20000; ++i) at = sample.call(at, f, 1, 20000 - i);
  Options options;
  options.tree = true;
  options.top = 0;
  EXPECT_THAT(written(sample, "text", options), HasSubstr("(deeper calls)"));
}

TEST(Csv, QuotesNames) {
  const std::string csv = written(shop(), "csv");
  EXPECT_THAT(csv, HasSubstr("\"shop::load<a \"\"quoted\"\", thing>\",\"src/shop.cpp\",10,4,4,1.2,0,"));
  EXPECT_THAT(csv, HasSubstr("call_count"));
}

TEST(Json, HasTheSixMetricsAndTheLeaders) {
  const std::string json = written(shop(), "json");
  for (const char* key :
       {"execution_time_ms", "memory_peak_mb", "memory_delta_mb", "call_count", "exception_count", "avg_args_size_kb",
        "slowest_functions", "memory_leaders", "exception_leaders", "exception_rate", "memory_efficiency_score"}) {
    EXPECT_THAT(json, HasSubstr("\"" + std::string(key) + "\":")) << key;
  }
  EXPECT_THAT(json, HasSubstr("\"execution_time_ms\": 1.2,"));
  EXPECT_THAT(json, HasSubstr("\"memory_delta_mb\": 0.0029296875"));
}

TEST(Nesting, AParentHoldsItsChildrenWhateverTheClockLost) {
  // The child begins 5 ns before its parent and ends 3 ns after it; a later sibling is inside.
  const auto events =
      nested({{1, 0, 2, 95, 20}, {0, 0, 1, 100, 12}, {1, 0, 2, 200, 20}, {0, 0, 1, 190, 50}, {2, 1, 2, 90, 9}});
  ASSERT_EQ(events.size(), 5U);
  EXPECT_EQ(events[0].site, 2U);  // of another thread, untouched
  EXPECT_EQ(events[0].duration, 9);
  EXPECT_EQ(events[1].depth, 1U);
  EXPECT_EQ(events[1].begin, 95);
  EXPECT_EQ(events[1].duration, 20);
  EXPECT_EQ(events[2].depth, 2U);
  EXPECT_EQ(events[3].begin, 190);
  EXPECT_EQ(events[3].duration, 50);
}

TEST(Matches, GlobOrPart) {
  EXPECT_TRUE(matches("load", "shop::load_all"));
  EXPECT_TRUE(matches("shop::*", "shop::a::b"));
  EXPECT_TRUE(matches("*_all", "shop::load_all"));
  EXPECT_FALSE(matches("shop::*x", "shop::load"));
  EXPECT_TRUE(matches("*a*b*c*", "xxaxxbxxbxc"));
}

}  // namespace
}  // namespace scopegraft::report
