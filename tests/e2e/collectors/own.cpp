// A collector of the program: system calls of its own, counted at both ends of each call.
#include <scopegraft/collect.h>
#include <scopegraft/scopegraft.h>

#include <cstdio>
#include <memory>

namespace shop {

unsigned long parcels_sent = 0;

class Parcels final : public scopegraft::Collector {
 public:
  std::vector<scopegraft::CollectorField> fields() const override {
    using Kind = scopegraft::CollectorField::Kind;
    return {{"parcels", Kind::count, "", ""}, {"weight", Kind::number, "", ""}, {"waited", Kind::time, "", ""}, {"countries", Kind::text, "", ""}};
  }
  void on_enter(scopegraft::CollectorCall& call) override { call.state() = parcels_sent; }
  void on_exit(scopegraft::CollectorCall& call) override {
    const unsigned long unit = std::stoul("0" + call.parameter("unit"));
    call.add(0, static_cast<double>((parcels_sent - call.state()) * unit));
  }
};

void send(double weight, const char* country) {
  ++parcels_sent;
  scopegraft::collect("parcels", "weight", weight);
  scopegraft::collect("parcels", "waited", 2'500'000);
  scopegraft::collect("parcels", "countries", country);
}

void morning() {
  send(1.5, "DE");
  send(2.5, "FR");
}
void day() {
  morning();
  send(30, "DE");
}

}  // namespace shop

int main() {
  scopegraft::register_collector("parcels", std::make_unique<shop::Parcels>());
  shop::day();
  shop::day();
  std::printf("%g %g\n", scopegraft::get_function_metrics("shop::day").collected["parcels.parcels"],
              scopegraft::get_function_metrics("shop::day").collected["parcels.weight_max"]);
}
