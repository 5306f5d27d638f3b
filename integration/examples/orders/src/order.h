// What a customer ordered, and what becomes of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orders {

struct Line {
  std::string product;
  unsigned quantity = 0;
};

struct Order {
  std::uint64_t id = 0;
  std::string customer;
  std::string country;
  std::vector<Line> lines;
};

struct Invoice {
  std::uint64_t order = 0;
  std::string customer;
  std::int64_t net_cents = 0;
  std::int64_t tax_cents = 0;
  [[nodiscard]] std::int64_t total_cents() const { return net_cents + tax_cents; }
};

}  // namespace orders
