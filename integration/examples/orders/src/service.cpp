#include "service.h"

#include <scopegraft/decorate.h>

#include <stdexcept>

#include "parser.h"
#include "telemetry.h"

namespace orders {
namespace {

constexpr std::size_t kBatch = 200;

const std::set<std::string>& catalogue() {
  static const std::set<std::string> products = {"anvil", "bolt", "crate", "drill", "engine", "fan", "gear", "hinge", "iron", "jack", "key", "lamp",
                                                 "motor", "nail", "oil", "pump", "quill", "rope", "saw", "tube", "urn", "valve", "wire", "yoke"};
  return products;
}

}  // namespace

Service::Service(const std::string& database) : store_(database), validator_(catalogue()), pricing_(store_) {
  std::int64_t cents = 95;
  for (const std::string& product : catalogue()) store_.set_price(product, cents += 137);
}

SCOPEGRAFT_PROFILE(name = "take an order", collectors = {database, cache, baskets})
void Service::handle(const std::string& text) {
  try {
    const Order order = parse_order(text);
    validator_.check(order);
    const Invoice invoice = pricing_.invoice(order);
    analyzer_.record(order, invoice);
    count_basket(order, invoice);
    bool full = false;
    {
      const std::lock_guard guard(lock_);
      pending_.push_back(invoice);
      full = pending_.size() >= kBatch;
    }
    ++accepted_;
    if (full) flush();
  } catch (const std::runtime_error&) {
    ++refused_;
  }
}

SCOPEGRAFT_PROFILE(name = "flush", sample_rate = 1.0, create_span = true, add_context = {operation: flush})
void Service::flush() {
  const std::lock_guard guard(lock_);
  {
    SCOPEGRAFT_SCOPE("write invoices");
    store_.save(pending_);
  }
  pending_.clear();
}

}  // namespace orders
