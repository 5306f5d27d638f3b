// Feeds the service with a day of orders: orders [count] [database].
#include <cstdio>
#include <cstdlib>
#include <string>

#include "service.h"
#include "telemetry.h"
#include "thread_pool.h"

namespace {

// A fixed sequence, so that every run does the same work.
class Customers {
 public:
  std::string next_order(unsigned id) {
    static const char* const products[] = {"anvil", "bolt", "crate", "drill", "engine", "fan",  "gear", "hinge", "iron", "jack", "key",   "lamp", "motor",
                                           "nail",  "oil",  "pump",  "quill", "rope",   "saw",  "tube", "urn",   "valve", "wire", "yoke", "ghost"};
    static const char* const countries[] = {"DE", "FR", "CH", "US"};
    std::string text = std::to_string(id) + ";customer" + std::to_string(draw(300)) + ";" + countries[draw(4)] + ";";
    const unsigned lines = 1 + draw(6);
    for (unsigned i = 0; i < lines; ++i) {
      const unsigned product = draw(200) == 0 ? 24 : draw(24);
      text += std::string(i == 0 ? "" : ",") + products[product] + "*" + (draw(150) == 0 ? "many" : std::to_string(1 + draw(120)));
    }
    return text;
  }

 private:
  unsigned draw(unsigned below) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<unsigned>(state_ >> 33) % below;
  }
  unsigned long long state_ = 42;
};

}  // namespace

int main(int argc, char** argv) {
  const unsigned count = argc > 1 ? static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)) : 20000;
  orders::start_telemetry();
  orders::Service service(argc > 2 ? argv[2] : ":memory:");
  {
    Customers customers;
    orders::ThreadPool pool(2);
    for (unsigned id = 1; id <= count; ++id) pool.submit([&service, text = customers.next_order(id)] { service.handle(text); });
  }
  service.flush();
  std::printf("%u orders accepted, %u refused, revenue %.2f, %zu pairs of products, best customer %s\n", service.accepted(), service.refused(),
              static_cast<double>(service.store().revenue()) / 100.0, service.analyzer().related_products(),
              service.analyzer().best_customers(1).front().c_str());
  if (std::getenv("ORDERS_EXPLAIN") != nullptr) orders::explain_telemetry();
  return EXIT_SUCCESS;
}
