#include "scopegraft/report/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "report_sample.h"
#include "scopegraft/report/report.h"
#include "scopegraft/profile/cost_of_counting.h"
#include "scopegraft/profile/reader.h"

namespace scopegraft::report {
namespace {

using test::Sample;

Row row(const Summary& summary, const std::string& name) {
  for (const Row& one : summary.rows) {
    if (one.name == name) return one;
  }
  throw std::runtime_error("no row " + name);
}

Summary summary_of(const Sample& sample, GroupBy by = GroupBy::function) {
  return summarize(sample.profile, estimate(sample.profile), by);
}

// main (1000) -> load (2 x 300) -> parse (6 x 50); main -> parse (1 x 40)
Sample small_tree() {
  Sample sample;
  const auto main = sample.site("main");
  const auto load = sample.site("shop::Cart::load");
  const auto parse = sample.site("shop::parse", "src/parse.cpp");
  const auto root = sample.thread("main");
  const auto in_main = sample.call(root, main, 1, 1000);
  const auto in_load = sample.call(in_main, load, 2, 300);
  sample.call(in_load, parse, 6, 50);
  sample.call(in_main, parse, 1, 40);
  return sample;
}

TEST(Summarize, SelfIsTotalWithoutTheChildren) {
  const Summary summary = summary_of(small_tree());
  EXPECT_EQ(row(summary, "main").total, 1000);
  EXPECT_EQ(row(summary, "main").self, 1000 - 600 - 40);
  EXPECT_EQ(row(summary, "shop::Cart::load").self, 300);
  EXPECT_EQ(row(summary, "shop::parse").total, 340);
  EXPECT_EQ(row(summary, "shop::parse").self, 340);
  EXPECT_EQ(row(summary, "shop::parse").calls, 7U);
  EXPECT_EQ(row(summary, "shop::parse").min, 40);
  EXPECT_EQ(row(summary, "shop::parse").max, 50);
  EXPECT_EQ(summary.total, 1000);
}

TEST(Summarize, EdgesHoldCallsAndTimeOfTheCallee) {
  const Summary summary = summary_of(small_tree());
  ASSERT_EQ(summary.edges.size(), 4U);
  const auto edge = [&](const std::string& caller, const std::string& callee) {
    for (const Edge& one : summary.edges) {
      const std::string from = one.caller == kNone ? "" : summary.rows[one.caller].name;
      if (from == caller && summary.rows[one.callee].name == callee) return one;
    }
    return Edge{};
  };
  EXPECT_EQ(edge("", "main").calls, 1U);
  EXPECT_EQ(edge("main", "shop::parse").time, 40);
  EXPECT_EQ(edge("shop::Cart::load", "shop::parse").time, 300);
  EXPECT_EQ(edge("shop::Cart::load", "shop::parse").calls, 6U);
}

TEST(Summarize, RecursionIsCountedOnce) {
  Sample sample;
  const auto walk = sample.site("walk");
  const auto root = sample.thread("main");
  const auto outer = sample.call(root, walk, 1, 100);
  const auto inner = sample.call(outer, walk, 2, 40);
  sample.call(inner, walk, 4, 10);
  const Summary summary = summary_of(sample);
  EXPECT_EQ(summary.rows[0].total, 100);
  EXPECT_EQ(summary.rows[0].self, 100);
  EXPECT_EQ(summary.rows[0].calls, 7U);
  EXPECT_DOUBLE_EQ(summary.rows[0].mean, (100 + 80 + 40) / 7.0);
}

TEST(Summarize, SamplingOfEachPathIsScaledByItself) {
  Sample sample;
  const auto f = sample.site("f");
  const auto g = sample.site("g");
  const auto root = sample.thread("main");
  sample.call(root, f, 10, 5);  // 50 ns exactly
  const auto in_g = sample.call(root, g, 1, 100000);
  sample.sampled(in_g, f, 1000, {20, 30});  // 25000 ns, s^2 = 50
  const Row of_f = row(summary_of(sample), "f");
  EXPECT_DOUBLE_EQ(of_f.total, 25050);
  EXPECT_DOUBLE_EQ(of_f.mean, 25050 / 1010.0);
  EXPECT_NEAR(of_f.total_error, 1000 * std::sqrt(50.0 / 2 * (1 - 2 / 1000.0)), 1e-6);
  EXPECT_NEAR(of_f.mean_error, of_f.total_error / 1010, 1e-9);
  EXPECT_NEAR(of_f.distribution.total(), 1010, 1e-9);
  EXPECT_EQ(of_f.distribution.quantile(0.005), 5);
}

TEST(Summarize, AThreadsRowsAreItsTopLevelCalls) {
  Sample sample = small_tree();
  const auto root = sample.thread("worker");
  sample.call(root, 2, 3, 7);
  const Summary summary = summary_of(sample, GroupBy::thread);
  ASSERT_EQ(summary.rows.size(), 2U);
  EXPECT_EQ(row(summary, "main (100)").total, 1000);
  EXPECT_EQ(row(summary, "worker (101)").total, 21);
  EXPECT_EQ(row(summary, "worker (101)").self, 21);
}

TEST(Summarize, GroupsByFileAndClass) {
  const Summary files = summary_of(small_tree(), GroupBy::file);
  EXPECT_EQ(row(files, "src/shop.cpp").self, 660);
  EXPECT_EQ(row(files, "src/shop.cpp").total, 1000);
  EXPECT_EQ(row(files, "src/parse.cpp").self, 340);
  const Summary classes = summary_of(small_tree(), GroupBy::class_name);
  EXPECT_EQ(row(classes, "shop::Cart").calls, 2U);
  EXPECT_EQ(row(classes, "(global)").calls, 1U);
}

TEST(Summarize, CopiesOfOneHeaderFunctionAreOneRow) {
  Sample sample;
  const auto a = sample.site("inline_f", "f.h", 4);
  const auto b = sample.site("inline_f", "f.h", 4);
  const auto root = sample.thread("main");
  sample.call(root, a, 1, 10);
  sample.call(root, b, 2, 10);
  const Summary summary = summary_of(sample);
  ASSERT_EQ(summary.rows.size(), 1U);
  EXPECT_EQ(summary.rows[0].calls, 3U);
}

TEST(Estimate, AnExactParentBoundsItsSampledChildren) {
  Sample sample;
  const auto outer = sample.site("outer");
  const auto inner = sample.site("inner");
  const auto root = sample.thread("main");
  const auto in_outer = sample.call(root, outer, 1, 100);
  const auto in_inner = sample.sampled(in_outer, inner, 10, {10, 30});  // 200 by its sample
  const auto leaf = sample.call(in_inner, outer, 1, 50);
  const Estimates estimates = estimate(sample.profile);
  EXPECT_EQ(estimates.total[in_outer], 100);
  EXPECT_EQ(estimates.self[in_outer], 0);
  EXPECT_EQ(estimates.total[in_inner], 100);
  EXPECT_EQ(estimates.total[leaf], 50);
  EXPECT_EQ(estimates.self[in_inner], 50);
}

TEST(Estimate, WhatChildrenAreTooLargeByIsTakenOffTheUncertain) {
  Sample sample;
  const auto outer = sample.site("outer"), work = sample.site("work"), tiny = sample.site("tiny"), other = sample.site("other");
  const auto in_outer = sample.call(sample.thread("main"), outer, 1, 100);
  const auto in_work = sample.call(in_outer, work, 6, 10);                // exactly 60
  const auto in_tiny = sample.sampled(in_outer, tiny, 100, {0, 2});       // 100, variance 9800
  const auto in_other = sample.sampled(in_outer, other, 50, {0, 0.8});    // 20, variance 50^2 * 0.32/2 * 0.96 = 384
  const Estimates estimates = estimate(sample.profile);
  EXPECT_EQ(estimates.total[in_work], 60);
  EXPECT_EQ(estimates.variance[in_work], 0);
  EXPECT_NEAR(estimates.total[in_tiny], 100 - 80 * 9800 / 10184.0, 1e-9);
  EXPECT_NEAR(estimates.total[in_other], 20 - 80 * 384 / 10184.0, 1e-9);
  EXPECT_NEAR(std::sqrt(estimates.variance[in_tiny]) / estimates.total[in_tiny], std::sqrt(9800.0) / 100, 1e-9);
  EXPECT_EQ(estimates.self[in_outer], 0);
  const Summary summary = summary_of(sample);
  EXPECT_EQ(row(summary, "work").mean, 10);
  const Row of_tiny = row(summary, "tiny");
  EXPECT_NEAR(of_tiny.mean, of_tiny.total / 100, 1e-12);
  EXPECT_NEAR(of_tiny.mean_error, of_tiny.total_error / 100, 1e-12);
}

TEST(Estimate, ExactChildrenOfAShorterParentShareWhatThereIs) {
  Sample sample;
  const auto outer = sample.site("outer"), one = sample.site("one"), two = sample.site("two"), rare = sample.site("rare");
  const auto in_outer = sample.call(sample.thread("main"), outer, 1, 90);
  const auto in_one = sample.call(in_outer, one, 1, 100), in_two = sample.call(in_outer, two, 2, 40);
  const auto in_rare = sample.sampled(in_outer, rare, 10, {0, 2});  // 10: too little for the 100 that are too many
  const Estimates estimates = estimate(sample.profile);
  EXPECT_DOUBLE_EQ(estimates.total[in_one], 50);
  EXPECT_DOUBLE_EQ(estimates.total[in_two], 40);
  EXPECT_DOUBLE_EQ(estimates.total[in_rare], 0);
}

TEST(Estimate, ASampledParentGivesWayToItsExactChildren) {
  Sample sample;
  const auto outer = sample.site("outer");
  const auto inner = sample.site("inner");
  const auto root = sample.thread("main");
  const auto in_outer = sample.sampled(root, outer, 10, {4, 6});
  const auto in_inner = sample.call(in_outer, inner, 10, 8);
  const Estimates estimates = estimate(sample.profile);
  EXPECT_EQ(estimates.total[in_inner], 80);
  EXPECT_EQ(estimates.total[in_outer], 80);
  EXPECT_EQ(estimates.self[in_outer], 0);
  EXPECT_EQ(estimates.variance[in_outer], 0);
}

TEST(Estimate, WithCompensationATimeIsWithoutTheCountingInside) {
  Sample sample;
  sample.profile.cost_of_counted_call = 2;
  const auto outer = sample.site("outer"), middle = sample.site("middle"), inner = sample.site("inner");
  const auto in_outer = sample.call(sample.thread("main"), outer, 2, 500);
  const auto in_middle = sample.call(in_outer, middle, 10, 80);             // each was measured: what that took is in no time
  const auto in_inner = sample.sampled(in_middle, inner, 103, {3, 3, 3});  // 100 were only counted
  const Estimates as_it_was = estimate(sample.profile);
  EXPECT_EQ(as_it_was.total[in_outer], 1000);
  EXPECT_EQ(as_it_was.total[in_middle], 800);
  const Estimates without = estimate(sample.profile, Compensation::on);
  EXPECT_EQ(without.total[in_outer], 800);
  EXPECT_EQ(without.total[in_middle], 600);
  EXPECT_EQ(without.total[in_inner], 309);
  EXPECT_DOUBLE_EQ(without.variance[in_outer] - as_it_was.variance[in_outer], 200 * 200 / 3.0);
  EXPECT_EQ(without.self[in_outer], 200);
  EXPECT_EQ(without.self[in_middle], 600 - 309);
  const Summary summary = summarize(sample.profile, without);
  EXPECT_EQ(row(summary, "middle").mean, 60);
  EXPECT_EQ(row(summary, "middle").min, 80);
  EXPECT_EQ(summary.total, 800);
}

// What counting takes is an estimate, and may be more than there is: the children's own times then bound what is left.
TEST(Estimate, CompensationTakesNoMoreThanThereIs) {
  Sample sample;
  sample.profile.cost_of_counted_call = 50;
  const auto outer = sample.site("outer"), inner = sample.site("inner");
  const auto in_outer = sample.call(sample.thread("main"), outer, 1, 1000);
  const auto in_inner = sample.sampled(in_outer, inner, 100, {3, 3});
  const Estimates estimates = estimate(sample.profile, Compensation::on);
  EXPECT_DOUBLE_EQ(estimates.total[in_inner], 300);
  EXPECT_DOUBLE_EQ(estimates.total[in_outer], 300);
  EXPECT_EQ(estimates.self[in_outer], 0);
}

TEST(Summarize, CountingTakesMoreWhereCallsAreFarApart) {
  Sample sample;
  sample.profile.cpu_time = 1e9;
  sample.profile.cost_of_counted_call = 1;
  sample.profile.cost_of_far_call = {3, 0, 33, 30, 0};  // after 10 us, 1 and 10 ms
  const auto thread = sample.thread("main");
  const auto calls = [&](const char* function, std::uint64_t count) { return sample.sampled(thread, sample.site(function), count, {3, 3}); };
  const auto cost = [&](std::uint32_t node) { return profile::CostOfCounting(sample.profile)(sample.profile.nodes[node].measure.calls); };
  EXPECT_NEAR(cost(calls("at once", 1'000'000'000)), 1, 1e-9);
  EXPECT_NEAR(cost(calls("100 ns apart", 10'000'000)), 1 + 2 / 3.0, 1e-9);
  const auto ten = calls("10 us apart", 100'000);
  EXPECT_NEAR(cost(ten), 3, 1e-9);
  EXPECT_NEAR(cost(calls("100 us apart", 10'000)), 18, 1e-9);  // half way in decades
  EXPECT_NEAR(cost(calls("10 ms apart", 100)), 33, 1e-9);      // no less than after a shorter time
  EXPECT_NEAR(cost(sample.call(thread, sample.site("once"), 1, 3)), 33, 1e-9);
  EXPECT_NEAR(row(summary_of(sample), "10 us apart").counting, 300'000, 1e-3);
  sample.profile.cost_of_far_call = {};  // not known
  EXPECT_NEAR(cost(ten), 1, 1e-9);
  sample.profile.cpu_time = 0;
  EXPECT_NEAR(cost(ten), 1, 1e-9);
}

TEST(Summarize, WhatProfilingTookIsSharedByFunctions) {
  Sample sample;
  sample.profile.cost_of_counted_call = 2;
  sample.profile.cost_of_measured_call = 22;
  sample.profile.overhead_time = 2 * (100 * 2 + 4 * 2 + 4 * 20 + 2 * 20);  // twice what calls alone take
  const auto outer = sample.site("outer"), inner = sample.site("inner");
  const auto in_outer = sample.call(sample.thread("main"), outer, 4, 1000);
  sample.sampled(in_outer, inner, 100, {3, 3});
  const Summary summary = summary_of(sample);
  EXPECT_DOUBLE_EQ(row(summary, "outer").counting, 2 * 4 * 2);
  EXPECT_DOUBLE_EQ(row(summary, "outer").measuring, 2 * 4 * 20);
  EXPECT_DOUBLE_EQ(row(summary, "inner").counting, 2 * 100 * 2);
  EXPECT_DOUBLE_EQ(row(summary, "inner").measuring, 2 * 2 * 20);
}

TEST(Estimate, TwoSampledEstimatesAreWeighedByTheirErrors) {
  Sample sample;
  const auto outer = sample.site("outer");
  const auto inner = sample.site("inner");
  const auto root = sample.thread("main");
  const auto in_outer = sample.sampled(root, outer, 100, {0, 2});      // 100, s^2 = 2: variance 100^2 * 2/2 * 0.98
  const auto in_inner = sample.sampled(in_outer, inner, 100, {1, 3});  // 200, the same variance
  const Estimates estimates = estimate(sample.profile);
  EXPECT_DOUBLE_EQ(estimates.total[in_outer], 150);
  EXPECT_DOUBLE_EQ(estimates.total[in_inner], 150);
  EXPECT_DOUBLE_EQ(estimates.variance[in_outer], 4900);
}

TEST(Estimate, APathWithoutAMeasuredCallTakesTheMeanOfItsFunction) {
  Sample sample;
  const auto f = sample.site("f");
  const auto g = sample.site("g");
  const auto root = sample.thread("main");
  sample.sampled(root, f, 100, {10, 12});
  const auto in_g = sample.call(root, g, 1, 1000);
  const auto rare = sample.sampled(in_g, f, 3, {});
  const Estimates estimates = estimate(sample.profile);
  EXPECT_EQ(estimates.total[rare], 33);
  EXPECT_EQ(estimates.variance[rare], 33 * 33);
}

TEST(Estimate, OneLongCallDoesNotSpeakForManyOthers) {
  Sample sample;
  const auto f = sample.site("f");
  const auto root = sample.thread("main");
  const auto outer = sample.sampled(root, f, 3, {1'000'000});
  const auto inner = sample.call(outer, f, 999, 100);
  const Estimates estimates = estimate(sample.profile);
  const double mean = (1'000'000 + 999 * 100) / 1000.0;
  EXPECT_DOUBLE_EQ(estimates.total[outer], 1'000'000 + 2 * mean);
  EXPECT_DOUBLE_EQ(estimates.variance[outer], 4 * mean * mean);
  EXPECT_EQ(estimates.total[inner], 99'900);
  EXPECT_DOUBLE_EQ(row(summary_of(sample), "f").mean, mean);
}

TEST(Estimate, AFunctionThatWasNeverMeasuredIsAsLongAsItsChildren) {
  Sample sample;
  const auto f = sample.site("f");
  const auto g = sample.site("g");
  const auto root = sample.thread("main");
  const auto in_f = sample.sampled(root, f, 5, {});
  sample.call(in_f, g, 5, 10);
  EXPECT_EQ(estimate(sample.profile).total[in_f], 50);
  EXPECT_EQ(row(summary_of(sample), "f").measured, 0U);
}

TEST(Estimate, TheTreeAddsUpWhateverTheSamples) {
  Sample sample;
  for (int i = 0; i < 20; ++i) sample.site("f" + std::to_string(i));
  const auto root = sample.thread("main");
  std::uint32_t random = 12345;
  const auto next = [&](std::uint32_t below) { return (random = random * 1664525U + 1013904223U) / 65536U % below; };
  std::vector<std::uint32_t> nodes{root};
  for (int i = 0; i < 2000; ++i) {
    std::vector<double> times(next(4));
    for (double& time : times) time = next(1000);
    nodes.push_back(sample.sampled(nodes[next(static_cast<std::uint32_t>(nodes.size()))], next(20),
                                   times.size() + next(50), times));
  }
  const Estimates estimates = estimate(sample.profile);
  std::vector<double> inner(sample.profile.nodes.size());
  for (std::size_t i = 1; i < inner.size(); ++i) inner[sample.profile.nodes[i].parent] += estimates.total[i];
  for (std::size_t i = 0; i < inner.size(); ++i) {
    EXPECT_GE(estimates.self[i], 0);
    EXPECT_NEAR(estimates.self[i] + inner[i], estimates.total[i], 1e-6 * (1 + estimates.total[i]));
  }
}

TEST(Estimate, ACoroutineTakesItsActiveTime) {
  Sample sample;
  const auto task = sample.site("task");
  const auto step = sample.site("step");
  sample.profile.sites[task].is_async = true;
  const auto root = sample.thread("main");
  const auto in_task = sample.call(root, task, 2, 1000);
  sample.at(in_task).active_time = 300;
  sample.at(in_task).suspensions = 4;
  sample.call(in_task, step, 2, 50);
  const Row of_task = row(summary_of(sample), "task");
  EXPECT_EQ(of_task.total, 300);
  EXPECT_EQ(of_task.self, 200);
  EXPECT_EQ(of_task.wall, 2000);
  EXPECT_EQ(of_task.mean, 1000);
  EXPECT_EQ(of_task.suspensions, 4U);
}

// Its children need more than was measured of it, by what a clock errs: a run takes no less from start to end.
TEST(Estimate, ACoroutineTakesNoLessThanItsActiveTime) {
  Sample sample;
  const auto task = sample.site("task"), step = sample.site("step");
  sample.profile.sites[task].is_async = true;
  const auto in_task = sample.call(sample.thread("main"), task, 2, 1000);
  sample.at(in_task).active_time = 2000;
  sample.at(in_task).total_variance = sample.at(sample.call(in_task, step, 2, 1010)).total_variance = 100;
  const Row of_task = row(summary_of(sample), "task");
  EXPECT_GT(of_task.total, 2000);
  EXPECT_EQ(of_task.wall, of_task.total);
}

TEST(Summarize, MemoryIsScaledByItsOwnSamples) {
  Sample sample;
  const auto outer = sample.site("outer");
  const auto inner = sample.site("inner");
  const auto root = sample.thread("main");
  const auto in_outer = sample.call(root, outer, 10, 100);
  const auto in_inner = sample.call(in_outer, inner, 10, 10);
  sample.at(in_outer).memory_measured = 5;
  sample.at(in_outer).allocated_bytes = 500;
  sample.at(in_outer).freed_bytes = 200;
  sample.at(in_outer).peak_bytes = 70;
  sample.at(in_outer).peak_sum = 250;
  sample.at(in_inner).memory_measured = 10;
  sample.at(in_inner).allocated_bytes = 400;
  sample.at(in_inner).freed_bytes = 100;
  const Summary summary = summary_of(sample);
  const Row of_outer = row(summary, "outer");
  EXPECT_EQ(of_outer.allocated, 1000);
  EXPECT_EQ(of_outer.live, 600);
  EXPECT_EQ(of_outer.live_self, 300);
  EXPECT_EQ(of_outer.peak, 70);
  EXPECT_EQ(of_outer.peak_mean, 50);
  EXPECT_DOUBLE_EQ(of_outer.memory_efficiency(), 0.4);
}

TEST(CallPaths, EqualPathsOfAllThreadsAreJoined) {
  Sample sample = small_tree();
  const auto root = sample.thread("worker");
  const auto in_main = sample.call(root, 0, 1, 500);
  sample.call(in_main, 2, 1, 60);
  const Estimates estimates = estimate(sample.profile);
  const auto joined = call_paths(sample.profile, estimates);
  ASSERT_EQ(joined.size(), 5U);
  EXPECT_EQ(joined[0].total, 1500);
  EXPECT_EQ(joined[1].total, 1500);
  EXPECT_EQ(joined[1].self, 360 + 440);
  const Children children = children_of(joined);
  ASSERT_EQ(children.of(1).size(), 2U);
  EXPECT_EQ(joined[children.of(1)[0]].total, 600);
  EXPECT_EQ(joined[children.of(1)[1]].total, 100);
  const auto apart = call_paths(sample.profile, estimates, Threads::apart);
  EXPECT_EQ(apart.size(), 9U);
  EXPECT_EQ(apart[0].total, 1500);
}

TEST(Windows, ADifferenceOfTotalsIsWhatHappened) {
  Sample sample = small_tree();
  sample.profile.windows = {
      {100, {{0, 10, 1, 1000}, {1, 1, 0, 5}}}, {200, {{0, 25, 1, 4000}}}, {300, {{0, 30, 3, 5000}}}};
  const Summary middle = summarize_windows(sample.profile, 100, 250);
  ASSERT_EQ(middle.rows.size(), 1U);
  EXPECT_EQ(middle.rows[0].calls, 15U);
  EXPECT_EQ(middle.rows[0].exceptions, 0U);
  EXPECT_EQ(middle.rows[0].mean, 200);
  const Summary all = summarize_windows(sample.profile, 0, 0);
  EXPECT_EQ(row(all, "main").calls, 30U);
  EXPECT_EQ(row(all, "main").exceptions, 3U);
  EXPECT_EQ(row(all, "shop::Cart::load").calls, 1U);
}

TEST(Growth, IsWhatCameInTheSecondHalf) {
  Sample sample;
  const auto root = sample.thread("main");
  for (const char* name : {"fills", "leaks"}) {
    const auto node = sample.call(root, sample.site(name), 10, 100);
    profile::Measure& measure = sample.profile.nodes[node].measure;
    measure.memory_measured = 10;
    measure.allocated_bytes = 1000;
    measure.freed_bytes = name[0] == 'f' ? 100 : 500;
  }
  const std::uint64_t middle = sample.profile.started + (sample.profile.ended - sample.profile.started) / 2;
  sample.profile.windows.resize(2);
  sample.profile.windows[0].end = middle + 10;
  sample.profile.windows[0].live = {{0, 900}, {1, 240}};
  sample.profile.windows[1].end = sample.profile.ended;
  sample.profile.windows[1].live = {{0, 900}, {1, 500}};
  Options options;
  options.leaks = true;
  const Report report = build(sample.profile, options);
  ASSERT_TRUE(report.summary.knows_growth);
  EXPECT_EQ(row(report.summary, "fills").growth, 0);
  EXPECT_EQ(row(report.summary, "leaks").growth, 260);
  ASSERT_EQ(report.chosen.size(), 2U);
  EXPECT_EQ(report.summary.rows[report.chosen[0]].name, "leaks");
  ASSERT_EQ(report.leaks.size(), 1U);
  // Without a window near the middle nothing is said of growth: what is kept orders.
  sample.profile.windows.erase(sample.profile.windows.begin());
  const Report early = build(sample.profile, options);
  EXPECT_FALSE(early.summary.knows_growth);
  EXPECT_EQ(early.summary.rows[early.chosen[0]].name, "fills");
}

TEST(Windows, ThoseOfSeveralProcessesAddUp) {
  std::vector<profile::Profile> profiles;
  for (const std::uint64_t calls : {10, 1000}) {
    Sample sample = small_tree();
    sample.profile.windows = {{calls == 10 ? 100U : 150U, {{0, calls, 0, 1000}}}, {300, {{0, 3 * calls, 0, 4000}}}};
    sample.profile.processes = {calls};
    profiles.push_back(std::move(sample.profile));
  }
  const profile::Profile merged = profile::merge(std::move(profiles));
  EXPECT_EQ(row(summarize_windows(merged, 0, 0), "main").calls, 3030U);
  EXPECT_EQ(row(summarize_windows(merged, 0, 120), "main").calls, 10U);
  EXPECT_EQ(row(summarize_windows(merged, 160, 0), "main").calls, 2020U);
}

}  // namespace
}  // namespace scopegraft::report
