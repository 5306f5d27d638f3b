// Every way of running a query of libpq, on a real server: postgres CONNECTION
#include <libpq-fe.h>

#include <cstdio>
#include <string>

namespace shop {

PGconn* connection = nullptr;

int rows(PGresult* result) {
  const int count = PQresultStatus(result) == PGRES_FATAL_ERROR ? -1 : PQntuples(result);
  PQclear(result);
  return count;
}

int simple() {
  rows(PQexec(connection, "CREATE TEMP TABLE item (id INT, name TEXT)"));
  rows(PQexec(connection, "INSERT INTO item SELECT g, 'n' || g FROM generate_series(1, 50) g"));
  return rows(PQexec(connection, "SELECT * FROM item WHERE id <= 20")) + rows(PQexec(connection, "SELECT broken FROM nowhere"));
}

int with_parameters() {
  int sum = 0;
  for (int i = 0; i < 10; ++i) {
    const std::string id = std::to_string(i * 5);
    const char* values[] = {id.c_str()};
    sum += rows(PQexecParams(connection, "SELECT name FROM item WHERE id < $1", 1, nullptr, values, nullptr, nullptr, 0));
  }
  return sum;
}

int prepared() {
  rows(PQprepare(connection, "rename", "UPDATE item SET name = $1 WHERE id <= 4", 1, nullptr));
  int sum = 0;
  for (const char* name : {"a", "b", "c"}) sum += rows(PQexecPrepared(connection, "rename", 1, &name, nullptr, nullptr, 0));
  return sum;
}

int later() {
  PQsendQuery(connection, "SELECT id FROM item WHERE id > 45; DELETE FROM item WHERE id > 48");
  int sum = 0;
  while (PGresult* result = PQgetResult(connection)) sum += rows(result);
  return sum;
}

int everything() { return simple() + with_parameters() + prepared() + later(); }

}  // namespace shop

int main(int, char** arguments) {
  using namespace shop;
  connection = PQconnectdb(arguments[1]);
  if (PQstatus(connection) != CONNECTION_OK) return std::fprintf(stderr, "%s", PQerrorMessage(connection)), 2;
  const int all = everything();
  std::printf("%d %d\n", all, rows(PQexec(connection, "SELECT 1")));
  PQfinish(connection);
}
