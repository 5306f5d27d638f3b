// Every way of running a statement, on a real file; prints what it saw, which must be the same without us.
#include <sqlite3.h>

#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace shop {

sqlite3* database = nullptr;
int traced = 0;

int run(const char* text) { return sqlite3_exec(database, text, nullptr, nullptr, nullptr); }

sqlite3_stmt* prepare(const char* text) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, text, -1, &statement, nullptr);
  return statement;
}

void fill(int count) {
  run("BEGIN");
  sqlite3_stmt* insert = prepare("INSERT INTO item VALUES (?, ?)");
  for (int i = 0; i < count; ++i) {
    sqlite3_bind_int(insert, 1, i);
    sqlite3_bind_text(insert, 2, ("item " + std::to_string(i)).c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  run("COMMIT");
}

std::string find(int id) {
  sqlite3_stmt* select = prepare(("SELECT name FROM item WHERE id = " + std::to_string(id)).c_str());
  std::string name;
  if (sqlite3_step(select) == SQLITE_ROW) name = reinterpret_cast<const char*>(sqlite3_column_text(select, 0));
  sqlite3_finalize(select);
  return name;
}

int scan() {
  sqlite3_stmt* select = prepare("SELECT id FROM item WHERE id IN (1, 2, 3) OR id > 10");
  int sum = 0;
  while (sqlite3_step(select) == SQLITE_ROW) sum += sqlite3_column_int(select, 0) + static_cast<int>(find(1).size());
  sqlite3_finalize(select);
  return sum;
}

// A statement that is kept, and reset when it is needed again.
sqlite3_stmt* kept_select = nullptr;
int kept(int id) {
  if (kept_select == nullptr) kept_select = prepare("SELECT id + 1 FROM item WHERE id = ?");
  sqlite3_reset(kept_select);
  sqlite3_bind_int(kept_select, 1, id);
  return sqlite3_step(kept_select) == SQLITE_ROW ? sqlite3_column_int(kept_select, 0) : -1;
}

int change() {
  run("UPDATE item SET name = 'x' WHERE id < 5");   // the trigger writes five rows of its own
  run("DELETE FROM item WHERE id >= 1000000");
  return run("SELEC nonsense") + run("INSERT INTO item VALUES (1, 'twice')");
}

// What is changed while a query stands on a row is not the query's; what returns its changes counts them once.
int interleaved() {
  sqlite3_stmt* select = prepare("SELECT id FROM item LIMIT 1");
  sqlite3_step(select);
  run("INSERT INTO log VALUES ('a'), ('b'), ('c')");
  sqlite3_finalize(select);
  return run("INSERT INTO log VALUES ('d'), ('e') RETURNING text");
}

int in_threads() {
  std::vector<std::thread> threads;
  int sums[4] = {};
  for (int i = 0; i < 4; ++i) threads.emplace_back([&sums, i] {
      for (int j = 0; j < 25; ++j) sums[i] += static_cast<int>(find(j).size());
    });
  for (std::thread& thread : threads) thread.join();
  return sums[0] + sums[1] + sums[2] + sums[3];
}

int unobserved() { return static_cast<int>(find(3).size()); }

}  // namespace shop

int main(int, char** arguments) {
  using namespace shop;
  std::printf("config %d\n", sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));  // only before SQLite is started
  sqlite3_open(arguments[1], &database);
  run("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE log (text TEXT);"
      "CREATE TRIGGER changed AFTER UPDATE ON item BEGIN INSERT INTO log VALUES (old.name); END");
  fill(100);
  std::printf("%s %d\n", find(42).c_str(), scan());
  const int first = kept(7), second = kept(8), none = kept(1234);
  std::printf("%d %d %d\n", first, second, none);
  std::printf("%d %d %d\n", change(), in_threads(), unobserved());
  std::printf("%d\n", interleaved());
  sqlite3_trace_v2(database, SQLITE_TRACE_STMT, [](unsigned, void* count, void*, void*) { return ++*static_cast<int*>(count), 0; }, &traced);
  find(1);
  find(2);
  std::printf("traced %d\n", traced);
  sqlite3_trace_v2(database, 0, nullptr, nullptr);
  find(3);
  std::printf("traced %d\n", traced);
  std::printf("close %d\n", sqlite3_close(database));  // busy: a statement is kept
  sqlite3_finalize(kept_select);
  std::printf("close %d\n", sqlite3_close_v2(database));
  sqlite3_shutdown();
  sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READWRITE, nullptr);
  std::printf("again %s\n", find(50).c_str());
}
