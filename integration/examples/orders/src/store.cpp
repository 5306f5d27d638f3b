#include "store.h"

#include <sqlite3.h>

#include <stdexcept>

namespace orders {
namespace {

[[noreturn]] void fail(sqlite3* database) { throw std::runtime_error(std::string("database: ") + sqlite3_errmsg(database)); }

// A statement that is always finalised.
class Statement {
 public:
  Statement(sqlite3* database, const char* text) : database_(database) {
    if (sqlite3_prepare_v2(database, text, -1, &statement_, nullptr) != SQLITE_OK) fail(database);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }
  void bind(int index, const std::string& value) { sqlite3_bind_text(statement_, index, value.c_str(), -1, SQLITE_TRANSIENT); }
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(database_);
    return result == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(statement_); }
  std::int64_t integer(int column) { return sqlite3_column_int64(statement_, column); }

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

Store::Store(const std::string& file) {
  if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) fail(database_);
  execute("CREATE TABLE IF NOT EXISTS price (product TEXT PRIMARY KEY, cents INTEGER)");
  execute("CREATE TABLE IF NOT EXISTS invoice (id INTEGER PRIMARY KEY, customer TEXT, net INTEGER, tax INTEGER)");
}

Store::~Store() {
  sqlite3_finalize(price_query_);
  sqlite3_close(database_);
}

void Store::execute(const char* statement) {
  if (sqlite3_exec(database_, statement, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database_);
}

void Store::set_price(const std::string& product, std::int64_t cents) {
  Statement statement(database_, "INSERT OR REPLACE INTO price VALUES (?, ?)");
  statement.bind(1, product);
  statement.bind(2, cents);
  statement.step();
}

std::int64_t Store::price(const std::string& product) {
  Statement statement(database_, "SELECT cents FROM price WHERE product = ?");
  statement.bind(1, product);
  if (!statement.step()) throw std::runtime_error("no price for " + product);
  return statement.integer(0);
}

void Store::save(const std::vector<Invoice>& invoices) {
  execute("BEGIN");
  Statement statement(database_, "INSERT OR REPLACE INTO invoice VALUES (?, ?, ?, ?)");
  for (const Invoice& invoice : invoices) {
    statement.bind(1, static_cast<std::int64_t>(invoice.order));
    statement.bind(2, invoice.customer);
    statement.bind(3, invoice.net_cents);
    statement.bind(4, invoice.tax_cents);
    statement.step();
    statement.reset();
  }
  execute("COMMIT");
}

std::int64_t Store::revenue() {
  Statement statement(database_, "SELECT COALESCE(SUM(net + tax), 0) FROM invoice");
  statement.step();
  return statement.integer(0);
}

}  // namespace orders
