// Refuses orders that cannot be fulfilled.
#pragma once

#include <scopegraft/decorate.h>

#include <set>
#include <stdexcept>
#include <string>

#include "order.h"

namespace orders {

class InvalidOrder : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Validator {
 public:
  explicit Validator(std::set<std::string> products);
  void check(const Order& order) const;

 private:
  SCOPEGRAFT_PROFILE(off)
  void check_customer(const std::string& name) const;
  void check_line(const Line& line) const;
  std::set<std::string> products_;
};

}  // namespace orders
