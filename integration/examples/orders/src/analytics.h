// Learns from invoices who buys what: the part of the service that keeps memory.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "order.h"

namespace orders {

class DataAnalyzer {
 public:
  void record(const Order& order, const Invoice& invoice);
  // The customers with the highest revenue, best first.
  std::vector<std::string> best_customers(std::size_t count) const;
  // Pairs of products that are bought together, and how often.
  std::size_t related_products() const;

 private:
  static std::string pair_key(const Line& a, const Line& b);
  mutable std::mutex lock_;
  std::map<std::string, std::int64_t> revenue_;
  std::map<std::string, unsigned> pairs_;
};

}  // namespace orders
