#include "validator.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace orders {

constexpr unsigned kMaximalQuantity = 500;

Validator::Validator(std::set<std::string> products) : products_(std::move(products)) {}

void Validator::check(const Order& order) const {
  check_customer(order.customer);
  if (order.lines.empty()) throw InvalidOrder("order " + std::to_string(order.id) + " has no lines");
  for (const Line& line : order.lines) check_line(line);
}

void Validator::check_customer(const std::string& name) const {
  const bool printable = std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isprint(c) != 0; });
  if (name.empty() || !printable) throw InvalidOrder("a customer without a name");
}

void Validator::check_line(const Line& line) const {
  if (products_.count(line.product) == 0) throw InvalidOrder("no such product: " + line.product);
  if (line.quantity == 0 || line.quantity > kMaximalQuantity) throw InvalidOrder("nobody orders " + std::to_string(line.quantity));
}

}  // namespace orders
