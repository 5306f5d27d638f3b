// libpq's functions that run a query, in front of the real ones: text, time and rows of each go to the collector `database`.
// In front of the library, not at the call sites that a `calls:` rule finds, so that queries of other libraries (libpqxx, drivers)
// count too, with what only the result tells. Any thread, as libpq allows it: one at a time per connection.
#include <libpq-fe.h>

#include <charconv>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <string>

#include "interpose/real.h"
#include "scopegraft/collect.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

template <typename Function>
Function* of(const char* name) noexcept {
  return scopegraft::interpose::real<Function>(name, "libpq.so.5");
}

// libpq calls its own functions through the same names.
thread_local bool inside = false;
struct Inside {
  Inside() noexcept { inside = true; }
  ~Inside() { inside = false; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
};

struct Connection {
  std::map<std::string, std::string> prepared;  // statements by name
  std::string sent;                             // by PQsend..., until PQgetResult gave its last result
  nanoseconds spent{};
};
// Never destroyed: connections may be finished after exit has begun.
std::mutex& lock() {
  static auto* const own = new std::mutex;
  return *own;
}
std::map<const PGconn*, Connection>& connections() {
  static auto* const own = new std::map<const PGconn*, Connection>;
  return *own;
}

template <typename Act>
void with(const PGconn* connection, Act act) noexcept {
  try {
    const std::lock_guard guard(lock());
    act(connections()[connection]);
  } catch (const std::bad_alloc&) {  // its text is not known
  }
}

std::string text_of(const PGconn* connection, const char* prepared) noexcept {
  std::string text;
  with(connection, [&](const Connection& of) {
    const auto known = of.prepared.find(prepared == nullptr ? "" : prepared);
    text = known != of.prepared.end() ? known->second : std::string("EXECUTE ") + (prepared == nullptr ? "" : prepared);
  });
  return text;
}

void remember(const PGconn* connection, const char* name, const char* query) noexcept {
  with(connection, [&](Connection& of) { of.prepared[name == nullptr ? "" : name] = query == nullptr ? "" : query; });
}

void forget(const PGconn* connection) noexcept {
  const std::lock_guard guard(lock());
  connections().erase(connection);
}

std::uint64_t rows_of(PGresult* result) noexcept {
  if (result == nullptr) return 0;
  static auto* const status = of<decltype(PQresultStatus)>("PQresultStatus");
  static auto* const tuples = of<decltype(PQntuples)>("PQntuples");
  static auto* const changed = of<decltype(PQcmdTuples)>("PQcmdTuples");
  if (status == nullptr || tuples == nullptr || changed == nullptr) return 0;
  const ExecStatusType is = status(result);
  if (is == PGRES_TUPLES_OK || is == PGRES_SINGLE_TUPLE) return static_cast<std::uint64_t>(tuples(result));
  std::uint64_t rows = 0;
  const char* const text = changed(result);
  std::from_chars(text, text + std::strlen(text), rows);
  return rows;
}

// A query whose result is waited for.
template <typename Run>
PGresult* timed(std::string_view text, Run run) noexcept {
  const Inside now_inside;
  const Clock::time_point begin = Clock::now();
  PGresult* const result = run();
  const nanoseconds time = Clock::now() - begin;
  scopegraft::database_query({text, time, rows_of(result), true, {}});
  return result;
}

bool is_watched() noexcept { return !inside && scopegraft::collects_database(); }

// A query whose results come later.
template <typename Send>
int sent(const PGconn* connection, const std::string& text, Send send) noexcept {
  const Inside now_inside;
  const Clock::time_point begin = Clock::now();
  const int done = send();
  if (done == 0) return done;
  const nanoseconds time = Clock::now() - begin;
  with(connection, [&](Connection& of) {
    of.sent = text;
    of.spent = time;
  });
  scopegraft::database_query({text, time, 0, true, {}});
  return done;
}

}  // namespace

#define SCOPEGRAFT_IN_FRONT extern "C" __attribute__((visibility("default")))
// The real function, found once. Null only where libpq is nowhere, and nobody could have made a connection.
#define SCOPEGRAFT_REAL(name) static auto* const next = of<decltype(name)>(#name)

SCOPEGRAFT_IN_FRONT PGresult* PQexec(PGconn* connection, const char* query) {
  SCOPEGRAFT_REAL(PQexec);
  if (next == nullptr) return nullptr;
  if (!is_watched()) return next(connection, query);
  return timed(query == nullptr ? "" : query, [&] { return next(connection, query); });
}

SCOPEGRAFT_IN_FRONT PGresult* PQexecParams(PGconn* connection, const char* query, int count, const Oid* types, const char* const* values,
                                           const int* lengths, const int* formats, int format) {
  SCOPEGRAFT_REAL(PQexecParams);
  if (next == nullptr) return nullptr;
  const auto run = [&] { return next(connection, query, count, types, values, lengths, formats, format); };
  return is_watched() ? timed(query == nullptr ? "" : query, run) : run();
}

SCOPEGRAFT_IN_FRONT PGresult* PQexecPrepared(PGconn* connection, const char* name, int count, const char* const* values, const int* lengths,
                                             const int* formats, int format) {
  SCOPEGRAFT_REAL(PQexecPrepared);
  if (next == nullptr) return nullptr;
  const auto run = [&] { return next(connection, name, count, values, lengths, formats, format); };
  return is_watched() ? timed(text_of(connection, name), run) : run();
}

SCOPEGRAFT_IN_FRONT PGresult* PQprepare(PGconn* connection, const char* name, const char* query, int count, const Oid* types) {
  SCOPEGRAFT_REAL(PQprepare);
  if (next == nullptr) return nullptr;
  remember(connection, name, query);
  const Inside now_inside;
  return next(connection, name, query, count, types);
}

SCOPEGRAFT_IN_FRONT int PQsendPrepare(PGconn* connection, const char* name, const char* query, int count, const Oid* types) {
  SCOPEGRAFT_REAL(PQsendPrepare);
  if (next == nullptr) return 0;
  if (!inside) remember(connection, name, query);
  return next(connection, name, query, count, types);
}

SCOPEGRAFT_IN_FRONT int PQsendQuery(PGconn* connection, const char* query) {
  SCOPEGRAFT_REAL(PQsendQuery);
  if (next == nullptr) return 0;
  if (!is_watched()) return next(connection, query);
  return sent(connection, query == nullptr ? "" : query, [&] { return next(connection, query); });
}

SCOPEGRAFT_IN_FRONT int PQsendQueryParams(PGconn* connection, const char* query, int count, const Oid* types, const char* const* values,
                                          const int* lengths, const int* formats, int format) {
  SCOPEGRAFT_REAL(PQsendQueryParams);
  if (next == nullptr) return 0;
  const auto send = [&] { return next(connection, query, count, types, values, lengths, formats, format); };
  return is_watched() ? sent(connection, query == nullptr ? "" : query, send) : send();
}

SCOPEGRAFT_IN_FRONT int PQsendQueryPrepared(PGconn* connection, const char* name, int count, const char* const* values, const int* lengths,
                                            const int* formats, int format) {
  SCOPEGRAFT_REAL(PQsendQueryPrepared);
  if (next == nullptr) return 0;
  const auto send = [&] { return next(connection, name, count, values, lengths, formats, format); };
  return is_watched() ? sent(connection, text_of(connection, name), send) : send();
}

SCOPEGRAFT_IN_FRONT PGresult* PQgetResult(PGconn* connection) {
  SCOPEGRAFT_REAL(PQgetResult);
  if (next == nullptr) return nullptr;
  if (!is_watched()) return next(connection);
  const Inside now_inside;
  const Clock::time_point begin = Clock::now();
  PGresult* const result = next(connection);
  const nanoseconds time = Clock::now() - begin;
  with(connection, [&](Connection& of) {
    if (of.sent.empty()) return;
    of.spent += time;
    scopegraft::database_query({of.sent, time, rows_of(result), false, of.spent});
    if (result == nullptr) of.sent.clear();
  });
  return result;
}

SCOPEGRAFT_IN_FRONT void PQfinish(PGconn* connection) {
  SCOPEGRAFT_REAL(PQfinish);
  if (next == nullptr) return;
  forget(connection);
  next(connection);
}
