// What the program itself says to the profiler: a collector of its own, settings, and what holds.
#pragma once

#include <scopegraft/conditions.h>

namespace orders {

struct Order;
struct Invoice;

// A condition of the rules as an object: no time for much measuring.
inline const auto under_pressure = scopegraft::when_load_high(8) || scopegraft::when_env_set("ORDERS_BUSY");

// Registers the collector `baskets` and makes the settings of this program.
void start_telemetry();
// For the collector `baskets` of the calls that are open.
void count_basket(const Order& order, const Invoice& invoice);
// To standard error: whether the program is profiled, and what holds for it and for the function that takes orders.
void explain_telemetry();

}  // namespace orders
