#include "sqlite/queries.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <mutex>
#include <new>
#include <unordered_map>

#include "scopegraft/collect.h"

namespace scopegraft::sqlite {
namespace {

constexpr unsigned kWatched = SQLITE_TRACE_STMT | SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE;

long long now() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Current {
  sqlite3_stmt* statement = nullptr;
  long long begin = 0;  // of the step, or its latest event
};
thread_local Current current;

// A statement between its first step and its end.
struct Run {
  long long latest = 0;  // event
  long long spent = 0;   // ns
  int changes = 0;       // of the connection, when it began
  bool writes = false;
};

// By statement. Never destroyed: connections may be closed after exit has begun.
struct Runs {
  std::mutex lock;
  std::unordered_map<sqlite3_stmt*, Run> of;
};
Runs& runs_of(const sqlite3_stmt* statement) {
  static auto* const shards = new std::array<Runs, 16>;
  return (*shards)[reinterpret_cast<std::uintptr_t>(statement) / 64 % shards->size()];
}

struct OwnTrace {
  unsigned mask = 0;
  Trace trace = nullptr;
  void* context = nullptr;
};
struct OwnTraces {
  std::mutex lock;
  std::unordered_map<void*, OwnTrace> of;  // by connection
};
OwnTraces& own_traces() {
  static auto* const traces = new OwnTraces;
  return *traces;
}
std::atomic<bool> any_own_trace{false};
std::atomic<const sqlite3_api_routines*> latest_api{nullptr};

void report(const char* statement, long long ns, std::uint64_t rows, bool begins, long long whole) noexcept {
  database_query({statement == nullptr ? std::string_view() : statement, std::chrono::nanoseconds(ns), rows, begins, std::chrono::nanoseconds(whole)});
}

void begin(const sqlite3_api_routines& api, sqlite3_stmt* statement, const char* text) {
  // "-- " stands in front of what runs inside another statement.
  if (!collects_database() || (std::strncmp(text, "--", 2) == 0 && text != api.sql(statement))) return;
  const long long time = now();
  Runs& runs = runs_of(statement);
  {
    const std::lock_guard guard(runs.lock);
    runs.of[statement] = {time, 0, api.total_changes(api.db_handle(statement)), api.stmt_readonly(statement) == 0};
  }
  report(text, 0, 0, true, 0);
}

enum class Event { kRow, kEnd };

void go_on(const sqlite3_api_routines& api, sqlite3_stmt* statement, Event event) {
  const long long time = now();
  Runs& runs = runs_of(statement);
  long long piece = 0, whole = 0;
  std::uint64_t rows = 1;
  {
    const std::lock_guard guard(runs.lock);
    const auto run = runs.of.find(statement);
    if (run == runs.of.end()) return;
    if (current.statement == statement) {
      piece = time - current.begin;
      current.begin = time;
    } else if (event == Event::kRow || api.stmt_busy(statement) == 0) {
      piece = time - run->second.latest;
    }  // else the program gave it up with rows left, at some later time
    run->second.latest = time;
    whole = run->second.spent += piece;
    // What returns rows is counted by them. Else what changes rows does so in one step, while the connection is locked: what other
    // threads change by the same connection is not among these.
    if (event == Event::kRow) run->second.writes = false;
    if (event == Event::kEnd) {
      const int changed = run->second.writes ? api.total_changes(api.db_handle(statement)) - run->second.changes : 0;
      rows = changed > 0 ? static_cast<std::uint64_t>(changed) : 0;
      runs.of.erase(run);
    }
  }
  report(api.sql(statement), piece, rows, false, whole);
}

int hear(unsigned event, void* api_of, void* subject, void* detail) noexcept {
  const auto& api = *static_cast<const sqlite3_api_routines*>(api_of);
  try {
    auto* const statement = static_cast<sqlite3_stmt*>(subject);
    if (event == SQLITE_TRACE_STMT) begin(api, statement, static_cast<const char*>(detail));
    if (event == SQLITE_TRACE_ROW) go_on(api, statement, Event::kRow);
    if (event == SQLITE_TRACE_PROFILE) go_on(api, statement, Event::kEnd);
    if (any_own_trace.load(std::memory_order_acquire)) {
      OwnTrace own;
      {
        void* const connection = event == SQLITE_TRACE_CLOSE ? subject : api.db_handle(statement);
        const std::lock_guard guard(own_traces().lock);
        if (const auto found = own_traces().of.find(connection); found != own_traces().of.end()) own = found->second;
      }
      if (own.trace != nullptr && (own.mask & event) != 0) return own.trace(event, own.context, subject, detail);
    }
  } catch (const std::bad_alloc&) {  // this query is not counted
  }
  return 0;
}

}  // namespace

Step::Step(sqlite3_stmt* statement) noexcept : outer_statement_(current.statement), outer_begin_(current.begin) { current = {statement, now()}; }
Step::~Step() { current = {outer_statement_, outer_begin_}; }

extern "C" int scopegraft_sqlite_watch(sqlite3* connection, const char** error, const sqlite3_api_routines* api) noexcept {
  static_cast<void>(error);
  latest_api.store(api, std::memory_order_release);
  if (any_own_trace.load(std::memory_order_acquire)) {  // of an earlier connection at this address
    const std::lock_guard guard(own_traces().lock);
    own_traces().of.erase(connection);
  }
  api->trace_v2(connection, kWatched, hear, const_cast<sqlite3_api_routines*>(api));
  return SQLITE_OK;
}

int trace_too(sqlite3* connection, unsigned mask, Trace trace, void* context, int (*set)(sqlite3*, unsigned, Trace, void*)) noexcept {
  const sqlite3_api_routines* const api = latest_api.load(std::memory_order_acquire);
  // SQLite's own table of functions leads here too.
  if (api == nullptr || connection == nullptr || trace == hear) return set(connection, mask, trace, context);
  try {
    const std::lock_guard guard(own_traces().lock);
    if (mask == 0 || trace == nullptr)
      own_traces().of.erase(connection);
    else
      own_traces().of[connection] = {mask, trace, context};
    any_own_trace.store(true, std::memory_order_release);
  } catch (const std::bad_alloc&) {
    return set(connection, mask, trace, context);
  }
  return set(connection, kWatched | (trace == nullptr ? 0 : mask), hear, const_cast<sqlite3_api_routines*>(api));
}

}  // namespace scopegraft::sqlite
