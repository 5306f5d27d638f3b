#include "analytics.h"

#include <algorithm>

namespace orders {

void DataAnalyzer::record(const Order& order, const Invoice& invoice) {
  const std::lock_guard guard(lock_);
  revenue_[invoice.customer] += invoice.total_cents();
  for (std::size_t i = 0; i < order.lines.size(); ++i)
    for (std::size_t j = i + 1; j < order.lines.size(); ++j) ++pairs_[pair_key(order.lines[i], order.lines[j])];
}

std::string DataAnalyzer::pair_key(const Line& a, const Line& b) {
  return a.product < b.product ? a.product + "+" + b.product : b.product + "+" + a.product;
}

std::vector<std::string> DataAnalyzer::best_customers(std::size_t count) const {
  const std::lock_guard guard(lock_);
  std::vector<std::pair<std::int64_t, std::string>> sorted;
  for (const auto& [customer, cents] : revenue_) sorted.emplace_back(cents, customer);
  std::sort(sorted.rbegin(), sorted.rend());
  std::vector<std::string> best;
  for (std::size_t i = 0; i < sorted.size() && i < count; ++i) best.push_back(sorted[i].second);
  return best;
}

std::size_t DataAnalyzer::related_products() const {
  const std::lock_guard guard(lock_);
  return static_cast<std::size_t>(std::count_if(pairs_.begin(), pairs_.end(), [](const auto& pair) { return pair.second > 1; }));
}

}  // namespace orders
