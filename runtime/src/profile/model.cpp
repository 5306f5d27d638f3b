#include "scopegraft/profile/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string_view>

namespace scopegraft::profile {

namespace {

double middle_of(unsigned bucket) {
  const auto low = static_cast<double>(Histogram::lower_bound_of(bucket));
  const auto next = static_cast<double>(Histogram::lower_bound_of(bucket + 1));
  return (low + next - 1) / 2;  // the values are whole nanoseconds
}

std::uint64_t earliest(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return std::max(a, b);
  return std::min(a, b);
}

}  // namespace

unsigned Histogram::bucket_of(std::uint64_t ns) {
  if (ns < kSteps) return static_cast<unsigned>(ns);
  const auto exponent = static_cast<unsigned>(std::bit_width(ns)) - 1;
  return (exponent - 3) * kSteps + static_cast<unsigned>((ns >> (exponent - 4)) & (kSteps - 1));
}

std::uint64_t Histogram::lower_bound_of(unsigned bucket) {
  if (bucket < kSteps) return bucket;
  if (bucket >= kBuckets) return std::numeric_limits<std::uint64_t>::max();
  const unsigned exponent = bucket / kSteps + 3;
  return static_cast<std::uint64_t>(kSteps + bucket % kSteps) << (exponent - 4);
}

void Histogram::add(std::uint64_t ns, std::uint64_t count) {
  if (count == 0) return;
  const auto bucket = static_cast<std::uint16_t>(bucket_of(ns));
  const auto at = std::lower_bound(counts.begin(), counts.end(), bucket,
                                   [](const auto& entry, std::uint16_t wanted) { return entry.first < wanted; });
  if (at != counts.end() && at->first == bucket) {
    at->second += count;
  } else {
    counts.insert(at, {bucket, count});
  }
}

void Histogram::merge(const Histogram& other) {
  if (other.counts.empty()) return;
  std::vector<std::pair<std::uint16_t, std::uint64_t>> merged;
  merged.reserve(counts.size() + other.counts.size());
  auto mine = counts.begin();
  auto theirs = other.counts.begin();
  while (mine != counts.end() || theirs != other.counts.end()) {
    if (theirs == other.counts.end() || (mine != counts.end() && mine->first < theirs->first)) {
      merged.push_back(*mine++);
    } else if (mine == counts.end() || theirs->first < mine->first) {
      merged.push_back(*theirs++);
    } else {
      merged.emplace_back(mine->first, mine->second + theirs->second);
      ++mine;
      ++theirs;
    }
  }
  counts = std::move(merged);
}

double Histogram::quantile(double q) const {
  const std::uint64_t all = total();
  if (all == 0) return 0;
  const double rank = std::max(1.0, std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(all)));
  std::uint64_t seen = 0;
  for (const auto& [bucket, count] : counts) {
    seen += count;
    if (static_cast<double>(seen) >= rank) return middle_of(bucket);
  }
  return middle_of(counts.back().first);
}

std::uint64_t Histogram::total() const {
  std::uint64_t sum = 0;
  for (const auto& entry : counts) sum += entry.second;
  return sum;
}

namespace {

// Sums over a part of the calls; which part each is over.
struct Sum {
  double Measure::*sum;
  std::uint64_t Measure::*part;
};
constexpr Sum kSums[] = {{&Measure::time, &Measure::measured},
                         {&Measure::time_squared, &Measure::measured},
                         {&Measure::active_time, &Measure::measured},
                         {&Measure::allocated_bytes, &Measure::memory_measured},
                         {&Measure::freed_bytes, &Measure::memory_measured},
                         {&Measure::allocations, &Measure::memory_measured},
                         {&Measure::frees, &Measure::memory_measured},
                         {&Measure::peak_sum, &Measure::memory_measured},
                         {&Measure::args_bytes, &Measure::args_measured}};

double ratio(std::uint64_t a, std::uint64_t b) { return b == 0 ? 0 : static_cast<double>(a) / static_cast<double>(b); }

// Two nodes may be measured at very different rates (a hot call path once in 400 calls, a rare one always). Then the estimated
// totals are added, each scaled by its own rate, not the sums: a stratified estimate (Cochran, Sampling Techniques, 5.3).
double joined(const Measure& a, const Measure& b, const Sum& of) {
  const std::uint64_t part_a = a.*of.part, part_b = b.*of.part;
  if (part_a == part_b && a.calls == b.calls) return a.*of.sum + b.*of.sum;
  if (part_a > a.calls || part_b > b.calls) return a.*of.sum + b.*of.sum;  // not a whole measure
  if (part_a == a.calls && part_b == b.calls) return a.*of.sum + b.*of.sum;
  const auto scaled = [&](const Measure& one, std::uint64_t part) { return one.*of.sum * (part == 0 ? 1 : ratio(one.calls, part)); };
  const double total = scaled(a, part_a) + scaled(b, part_b);
  return total * ratio(part_a + part_b, a.calls + b.calls);
}

}  // namespace

void Measure::merge(const Measure& other) {
  const bool whole = measured <= calls && other.measured <= other.calls;
  if (whole && (total_variance >= 0 || other.total_variance >= 0 || ratio(measured, calls) != ratio(other.measured, other.calls)))
    total_variance = total_error() * total_error() + other.total_error() * other.total_error();
  for (const Sum& sum : kSums) this->*sum.sum = joined(*this, other, sum);
  if (other.measured != 0) {
    time_min = measured == 0 ? other.time_min : std::min(time_min, other.time_min);
    time_max = std::max(time_max, other.time_max);
  }
  calls += other.calls;
  measured += other.measured;
  memory_measured += other.memory_measured;
  args_measured += other.args_measured;
  exceptions += other.exceptions;
  suspensions += other.suspensions;
  abandoned += other.abandoned;
  histogram.merge(other.histogram);
  peak_bytes = std::max(peak_bytes, other.peak_bytes);
  first_seen = earliest(first_seen, other.first_seen);
  last_seen = std::max(last_seen, other.last_seen);
}

double Measure::scale() const { return measured == 0 ? 0 : static_cast<double>(calls) / static_cast<double>(measured); }

double Measure::mean_time() const { return measured == 0 ? 0 : time / static_cast<double>(measured); }

// Simple random sampling without replacement (Cochran, Sampling Techniques, 2.9): the variance of the expanded total is
// N^2 s^2/n (1 - n/N). A single measured call says nothing of the spread: the error is then as large as the total.
double Measure::total_error() const {
  if (total_variance >= 0) return std::sqrt(total_variance);
  if (measured == 0 || measured >= calls) return 0;
  if (measured == 1) return total_time();
  const auto n = static_cast<double>(measured);
  const auto all = static_cast<double>(calls);
  const double variance = std::max(0.0, time_squared - time * time / n) / (n - 1);
  return all * std::sqrt(variance / n * (1 - n / all));
}

void CollectedValue::merge(const CollectedValue& other) {
  max = std::max(max, other.max);
  count += other.count;
  total += other.total;
}

std::vector<std::string> group_fields(const Site& site) {
  std::vector<std::string> out;
  for (std::string_view rest = site.options; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    constexpr std::string_view kKey = "group_by=";
    if (!part.starts_with(kKey)) continue;
    for (std::string_view fields = part.substr(kKey.size()); !fields.empty();) {
      const std::string_view field = fields.substr(0, fields.find(','));
      fields.remove_prefix(std::min(fields.size(), field.size() + 1));
      out.emplace_back(field);
    }
  }
  return out;
}

}  // namespace scopegraft::profile
