#include "pricing.h"

#include <cmath>

namespace orders {

Invoice Pricing::invoice(const Order& order) {
  Invoice invoice{order.id, order.customer, 0, 0};
  for (const Line& line : order.lines) {
    const double price = static_cast<double>(unit_price(line.product)) * line.quantity;
    invoice.net_cents += std::llround(price * (1.0 - discount(line.quantity)));
  }
  invoice.tax_cents = std::llround(static_cast<double>(invoice.net_cents) * tax_rate(order.country));
  return invoice;
}

std::int64_t Pricing::unit_price(const std::string& product) {
  const std::lock_guard guard(lock_);
  if (const std::int64_t* known = cache_.get(product)) return *known;
  const std::int64_t cents = store_.price(product);
  cache_.put(product, cents);
  return cents;
}

double Pricing::discount(unsigned quantity) { return quantity >= 100 ? 0.15 : quantity >= 10 ? 0.05 : 0.0; }

double Pricing::tax_rate(const std::string& country) {
  if (country == "DE") return 0.19;
  if (country == "FR") return 0.20;
  if (country == "CH") return 0.081;
  return 0.0;
}

}  // namespace orders
