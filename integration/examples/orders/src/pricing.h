// What an order costs: prices from the store through a cache, discounts, taxes.
#pragma once

#include <mutex>

#include "lru_cache.h"
#include "order.h"
#include "store.h"

namespace orders {

class Pricing {
 public:
  explicit Pricing(Store& store) : store_(store), cache_(16) {}
  Invoice invoice(const Order& order);

 private:
  std::int64_t unit_price(const std::string& product);
  static double discount(unsigned quantity);
  static double tax_rate(const std::string& country);

  std::mutex lock_;  // guards store_ and cache_
  Store& store_;
  LruCache<std::string, std::int64_t> cache_;
};

}  // namespace orders
