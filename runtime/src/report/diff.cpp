#include "scopegraft/report/diff.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "scopegraft/report/units.h"

namespace scopegraft::report {

namespace {

// Continued fraction of the incomplete beta function, by Lentz's method (NIST Handbook, 8.17.22).
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  const auto safe = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / safe(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m < 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    fraction *= c * d;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    fraction *= c * d;
    if (std::abs(c * d - 1) < 1e-12) break;
  }
  return fraction;
}

// Regularized incomplete beta function I_x(a, b).
double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double student_p(double t, double freedom) {
  // Beyond this the distribution is the normal one to all digits we show, and the fraction would converge slowly.
  if (freedom > 1e5) return std::erfc(std::abs(t) / std::sqrt(2.0));
  return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

// Two-proportion z-test with the pooled rate.
double rate_p(const Side& a, const Side& b) {
  const auto n_a = static_cast<double>(a.calls);
  const auto n_b = static_cast<double>(b.calls);
  if (n_a == 0 || n_b == 0) return 1;
  const auto hits_a = static_cast<double>(a.exceptions);
  const auto hits_b = static_cast<double>(b.exceptions);
  const double pooled = (hits_a + hits_b) / (n_a + n_b);
  const double variance = pooled * (1 - pooled) * (1 / n_a + 1 / n_b);
  if (variance <= 0) return 1;
  return std::erfc(std::abs(hits_a / n_a - hits_b / n_b) / std::sqrt(2 * variance));
}

// Benjamini and Hochberg's step-up procedure, as adjusted p-values.
void adjust(std::vector<Change>& changes, double Change::*p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].*p < 1) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return changes[a].*p < changes[b].*p; });
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    double& value = changes[order[rank - 1]].*p;
    least = std::min(least, value * static_cast<double>(order.size()) / static_cast<double>(rank));
    value = least;
  }
}

Side side_of(const Row& row) {
  Side side;
  side.present = true;
  side.calls = row.calls;
  side.measured = row.measured;
  side.exceptions = row.exceptions;
  side.total = row.total;
  side.self = row.self;
  side.mean = row.mean;
  side.deviation = row.stddev;
  if (row.memory_measured != 0) side.allocated_per_call = row.allocated / static_cast<double>(row.calls);
  side.peak = row.peak;
  return side;
}

void test(Change& change) {
  const Side& a = change.before;
  const Side& b = change.after;
  if (!a.present || !b.present) return;
  if (a.measured >= 2 && b.measured >= 2) {
    change.p_time = welch_p(a.mean, a.deviation, static_cast<double>(a.measured), b.mean, b.deviation,
                            static_cast<double>(b.measured));
  }
  change.p_exceptions = rate_p(a, b);
}

std::string p_text(double p) { return p < 0.001 ? "p < 0.001" : "p = " + number(std::round(p * 1000) / 1000); }

std::string signed_percent(double share) { return (share >= 0 ? "+" : "") + percent(share); }

}  // namespace

double Change::mean_change() const { return before.mean > 0 && after.present ? after.mean / before.mean - 1 : 0; }

double Change::memory_change() const {
  return before.allocated_per_call > 0 && after.present ? after.allocated_per_call / before.allocated_per_call - 1 : 0;
}

double welch_p(double mean_a, double deviation_a, double n_a, double mean_b, double deviation_b, double n_b) {
  // `deviation` is that of the population measured; of a sample it is n / (n - 1) of its square.
  const double of_a = deviation_a * deviation_a / (n_a - 1);
  const double of_b = deviation_b * deviation_b / (n_b - 1);
  const double variance = of_a + of_b;
  if (variance <= 0) return mean_a == mean_b ? 1 : 0;
  const double freedom = variance * variance / (of_a * of_a / (n_a - 1) + of_b * of_b / (n_b - 1));
  return student_p((mean_a - mean_b) / std::sqrt(variance), freedom);
}

Comparison compare(const Summary& before, const Summary& after) {
  Comparison comparison;
  comparison.total_before = before.total;
  comparison.total_after = after.total;
  // By name and file: lines move with every edit above them. Overloads of one file are told apart by their order.
  std::map<std::tuple<std::string, std::string, std::size_t>, Change> changes;
  const auto add = [&](const Summary& summary, Side Change::*side) {
    std::vector<std::uint32_t> order(summary.rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return summary.rows[a].line < summary.rows[b].line; });
    std::map<std::pair<std::string, std::string>, std::size_t> seen;
    for (const std::uint32_t i : order) {
      const Row& row = summary.rows[i];
      Change& change = changes[{row.name, row.file, seen[{row.name, row.file}]++}];
      change.name = row.name;
      change.file = row.file;
      change.line = row.line;
      change.*side = side_of(row);
    }
  };
  add(before, &Change::before);
  add(after, &Change::after);
  for (auto& [key, change] : changes) {
    test(change);
    comparison.changes.push_back(std::move(change));
  }
  adjust(comparison.changes, &Change::p_time);
  adjust(comparison.changes, &Change::p_exceptions);
  std::stable_sort(comparison.changes.begin(), comparison.changes.end(), [](const Change& a, const Change& b) {
    return std::abs(a.after.self - a.before.self) > std::abs(b.after.self - b.before.self);
  });
  return comparison;
}

std::vector<Regression> regressions(const Comparison& comparison, const Gate& gate) {
  std::vector<Regression> out;
  const double least = gate.min_share * std::max(comparison.total_before, comparison.total_after);
  for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
    const Change& change = comparison.changes[i];
    if (!change.before.present || !change.after.present) continue;
    const bool matters = std::max(change.before.total, change.after.total) >= least;
    std::string what;
    const auto say = [&](const std::string& text) { what += (what.empty() ? "" : "; ") + text; };
    if (matters && change.mean_change() > gate.max_regression && change.p_time < gate.significance) {
      say("mean time " + signed_percent(change.mean_change()) + ", " + p_text(change.p_time));
    }
    // Allocations of one call seldom vary by chance, but a few bytes are nobody's regression.
    if (matters && change.memory_change() > gate.max_regression &&
        change.after.allocated_per_call - change.before.allocated_per_call >= 64) {
      say("memory of a call " + signed_percent(change.memory_change()));
    }
    const double rate_before = static_cast<double>(change.before.exceptions) / static_cast<double>(change.before.calls);
    const double rate_after = static_cast<double>(change.after.exceptions) / static_cast<double>(change.after.calls);
    if (rate_after > rate_before * (1 + gate.max_regression) && change.p_exceptions < gate.significance) {
      say("exceptions " + percent(rate_before) + " -> " + percent(rate_after) + ", " + p_text(change.p_exceptions));
    }
    if (!what.empty()) out.push_back({i, std::move(what)});
  }
  return out;
}

}  // namespace scopegraft::report
