#include "telemetry.h"

#include <scopegraft/collect.h>
#include <scopegraft/config.h>
#include <scopegraft/scopegraft.h>

#include <cstdio>

#include "order.h"

namespace orders {
namespace {

// How much is bought, and where.
class Baskets final : public scopegraft::Collector {
 public:
  [[nodiscard]] std::vector<scopegraft::CollectorField> fields() const override {
    using Kind = scopegraft::CollectorField::Kind;
    return {{"orders", Kind::count, "", ""}, {"lines", Kind::number, "", ""}, {"countries", Kind::text, "", ""}};
  }
};

void print(const char* title, const scopegraft::Config& config) {
  for (const auto& [name, value] : config) std::fprintf(stderr, "%s %s = %s (%s)\n", title, name.c_str(), value.value.c_str(), value.origin.c_str());
}

}  // namespace

void start_telemetry() {
  scopegraft::register_collector("baskets", std::make_unique<Baskets>());
  scopegraft::Defaults defaults;
  defaults.track_exceptions = true;  // a refused order is an exception: never do without
  if (under_pressure()) defaults.sample_rate = 0.01;
  scopegraft::set_defaults(defaults);
  scopegraft::Performance performance;
  performance.batch_size = 64;                  // spans of a flush come soon
  performance.memory_sampling_interval = 0.05;  // a day of orders is short
  scopegraft::configure_performance(performance);
}

void count_basket(const Order& order, const Invoice& invoice) {
  scopegraft::collect("baskets", "orders");
  scopegraft::collect("baskets", "lines", static_cast<double>(order.lines.size()));
  scopegraft::collect("baskets", "countries", invoice.tax_cents == 0 ? "elsewhere" : order.country.c_str());
}

void explain_telemetry() {
  std::fprintf(stderr, "profiled: %s\n", scopegraft::is_profiling_enabled() ? "yes" : "no");
  print("all:", scopegraft::get_config());
  print("take an order:", scopegraft::get_config("take an order"));
}

}  // namespace orders
