#include "scopegraft/profile/model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace scopegraft::profile {
namespace {

TEST(Histogram, SmallValuesHaveTheirOwnBucket) {
  for (unsigned ns = 0; ns < 32; ++ns) {
    EXPECT_EQ(Histogram::bucket_of(ns), ns);
    EXPECT_EQ(Histogram::lower_bound_of(ns), ns);
  }
}

TEST(Histogram, EveryBucketBeginsAtItsLowerBound) {
  for (unsigned bucket = 1; bucket < Histogram::kBuckets; ++bucket) {
    const std::uint64_t low = Histogram::lower_bound_of(bucket);
    EXPECT_EQ(Histogram::bucket_of(low), bucket);
    EXPECT_EQ(Histogram::bucket_of(low - 1), bucket - 1);
  }
  EXPECT_EQ(Histogram::bucket_of(UINT64_MAX), Histogram::kBuckets - 1);
}

TEST(Histogram, ABucketIsNarrowerThanSixPercentAndAQuarter) {
  for (unsigned bucket = 16; bucket + 1 < Histogram::kBuckets; ++bucket) {
    const auto low = static_cast<double>(Histogram::lower_bound_of(bucket));
    const auto next = static_cast<double>(Histogram::lower_bound_of(bucket + 1));
    EXPECT_LE(next - low, low * 0.0625);
  }
}

TEST(Histogram, AddKeepsBucketsAscendingWithoutZeros) {
  Histogram histogram;
  histogram.add(100);
  histogram.add(5, 3);
  histogram.add(101, 2);
  histogram.add(7, 0);
  ASSERT_EQ(histogram.counts.size(), 2U);
  EXPECT_EQ(histogram.counts[0], (std::pair<std::uint16_t, std::uint64_t>{5, 3}));
  EXPECT_EQ(histogram.counts[1].second, 3U);
  EXPECT_EQ(histogram.total(), 6U);
}

TEST(Histogram, QuantilesAreBucketMiddles) {
  Histogram histogram;
  EXPECT_EQ(histogram.quantile(0.5), 0);
  for (std::uint64_t ns = 1; ns <= 10; ++ns) histogram.add(ns);
  EXPECT_EQ(histogram.quantile(0), 1);
  EXPECT_EQ(histogram.quantile(0.5), 5);
  EXPECT_EQ(histogram.quantile(0.9), 9);
  EXPECT_EQ(histogram.quantile(0.91), 10);
  EXPECT_EQ(histogram.quantile(1), 10);
  histogram.add(1000, 90);  // bucket [992, 1024)
  EXPECT_EQ(histogram.quantile(0.99), 1007.5);
}

TEST(Histogram, MergeAddsEqualBuckets) {
  Histogram left;
  left.add(3);
  left.add(9);
  Histogram right;
  right.add(9, 4);
  right.add(12);
  left.merge(right);
  const Histogram expected{{{3, 1}, {9, 5}, {12, 1}}};
  EXPECT_EQ(left.counts, expected.counts);
}

Measure measured(std::uint64_t calls, std::initializer_list<double> times) {
  Measure measure;
  measure.calls = calls;
  for (const double time : times) {
    Measure one;
    one.measured = 1;
    one.time = one.time_min = one.time_max = time;
    one.time_squared = time * time;
    measure.merge(one);
  }
  return measure;
}

TEST(Measure, TotalIsScaledByTheExactCount) {
  const Measure measure = measured(12, {10, 20, 30});
  EXPECT_EQ(measure.scale(), 4);
  EXPECT_EQ(measure.total_time(), 240);
  EXPECT_EQ(measure.mean_time(), 20);
  EXPECT_EQ(measure.time_min, 10);
  EXPECT_EQ(measure.time_max, 30);
}

TEST(Measure, ErrorIsThatOfSamplingWithoutReplacement) {
  // s^2 = 100, n = 3, N = 12: 12 * sqrt(100 / 3 * (1 - 3 / 12)) = 60
  EXPECT_NEAR(measured(12, {10, 20, 30}).total_error(), 60, 1e-9);
  EXPECT_EQ(measured(3, {10, 20, 30}).total_error(), 0);
  EXPECT_EQ(measured(5, {10}).total_error(), 50);
  EXPECT_EQ(measured(5, {}).total_error(), 0);
}

TEST(Measure, NothingMeasuredHasNoTime) {
  const Measure measure = measured(7, {});
  EXPECT_EQ(measure.scale(), 0);
  EXPECT_EQ(measure.total_time(), 0);
  EXPECT_EQ(measure.mean_time(), 0);
}

TEST(Measure, MergeKeepsExtremesAndTheTimesSeen) {
  Measure left = measured(1, {10});
  left.first_seen = 100;
  left.last_seen = 200;
  left.peak_bytes = 7;
  Measure right = measured(1, {4});
  right.last_seen = 150;
  right.peak_bytes = 3;
  left.merge(right);
  EXPECT_EQ(left.time_min, 4);
  EXPECT_EQ(left.time_max, 10);
  EXPECT_EQ(left.first_seen, 100U);
  EXPECT_EQ(left.last_seen, 200U);
  EXPECT_EQ(left.peak_bytes, 7);
}

}  // namespace
}  // namespace scopegraft::profile
