// Prices and invoices in a SQLite database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "order.h"

struct sqlite3;
struct sqlite3_stmt;

namespace orders {

class Store {
 public:
  // Opens or makes the database; ":memory:" keeps it in memory.
  explicit Store(const std::string& file);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  void set_price(const std::string& product, std::int64_t cents);
  std::int64_t price(const std::string& product);
  void save(const std::vector<Invoice>& invoices);
  std::int64_t revenue();

 private:
  void execute(const char* statement);
  sqlite3* database_ = nullptr;
  sqlite3_stmt* price_query_ = nullptr;
};

}  // namespace orders
