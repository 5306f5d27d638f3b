#include <algorithm>
#include <cmath>

#include "scopegraft/report/summary.h"

namespace scopegraft::report {

using profile::Histogram;

void Distribution::add(const Histogram& histogram, double weight) {
  if (histogram.counts.empty()) return;
  const unsigned low = histogram.counts.front().first;
  const unsigned high = histogram.counts.back().first;
  if (weights_.empty()) {
    first_ = low;
  } else if (low < first_) {
    weights_.insert(weights_.begin(), first_ - low, 0.0);
    first_ = low;
  }
  if (high - first_ >= weights_.size()) weights_.resize(high - first_ + 1, 0.0);
  for (const auto& [bucket, count] : histogram.counts) weights_[bucket - first_] += weight * static_cast<double>(count);
}

double Distribution::total() const {
  double sum = 0;
  for (const double weight : weights_) sum += weight;
  return sum;
}

double Distribution::quantile(double q) const {
  const double wanted = q * total();
  double seen = 0;
  double value = 0;
  for (const Bin& bin : bins()) {
    seen += bin.weight;
    value = (static_cast<double>(bin.begin) + static_cast<double>(bin.end) - 1) / 2;
    if (seen >= wanted * (1 - 1e-12)) break;
  }
  return value;
}

std::vector<Distribution::Bin> Distribution::bins() const {
  std::vector<Bin> bins;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const unsigned bucket = first_ + static_cast<unsigned>(i);
    if (weights_[i] > 0) {
      bins.push_back({Histogram::lower_bound_of(bucket), Histogram::lower_bound_of(bucket + 1), weights_[i]});
    }
  }
  return bins;
}

}  // namespace scopegraft::report
