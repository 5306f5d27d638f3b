// The order service: parse, validate, price, analyse, store.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "analytics.h"
#include "pricing.h"
#include "store.h"
#include "validator.h"

namespace orders {

class Service {
 public:
  explicit Service(const std::string& database);

  // Takes one order; a bad one is counted and dropped. Any thread.
  void handle(const std::string& text);
  // Writes what is not yet in the database.
  void flush();

  [[nodiscard]] unsigned accepted() const { return accepted_; }
  [[nodiscard]] unsigned refused() const { return refused_; }
  DataAnalyzer& analyzer() { return analyzer_; }
  Store& store() { return store_; }

 private:
  Store store_;
  Validator validator_;
  Pricing pricing_;
  DataAnalyzer analyzer_;
  std::mutex lock_;  // guards pending_
  std::vector<Invoice> pending_;
  std::atomic<unsigned> accepted_{0}, refused_{0};
};

}  // namespace orders
