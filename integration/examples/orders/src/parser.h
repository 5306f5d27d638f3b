// Orders as they arrive: one line of text each, "id;customer;country;product*quantity,product*quantity".
#pragma once

#include <stdexcept>
#include <string_view>

#include "order.h"

namespace orders {

class ParseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Order parse_order(std::string_view text);

}  // namespace orders
