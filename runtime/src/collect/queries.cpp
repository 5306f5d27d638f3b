// Queries of libpq that call sites report (scopegraft/query.h): texts of prepared statements and of what was sent, by connection.
#include <chrono>
#include <map>
#include <mutex>
#include <new>
#include <string>

#include "collect/gather.h"
#include "scopegraft/collect.h"
#include "scopegraft/query.h"

namespace scopegraft {
namespace {

using scopegraft_rt::Query;
using scopegraft_rt::QueryFacts;
using std::chrono::nanoseconds;

constexpr std::size_t kMostConnections = 1024;  // call sites need not see a connection's end

struct Connection {
  std::map<std::string, std::string> prepared;  // statements by name
  std::string sent;                             // until its last result was given
  nanoseconds spent{};
};

// Never destroyed: queries may run after exit has begun.
std::mutex& lock() noexcept {
  static auto* const own = new std::mutex;
  return *own;
}
std::map<const void*, Connection>& connections() {
  static auto* const own = new std::map<const void*, Connection>;
  return *own;
}

template <typename Act>
void with(const void* connection, Act act) noexcept {
  try {
    const std::lock_guard guard(lock());
    auto& all = connections();
    if (all.size() >= kMostConnections && all.count(connection) == 0) all.clear();
    act(all[connection]);
  } catch (const std::bad_alloc&) {  // its text is not known
  }
}

const char* or_empty(const char* text) noexcept { return text == nullptr ? "" : text; }

std::string prepared_text(const QueryFacts& facts) noexcept {
  std::string text;
  with(facts.sg_connection, [&](const Connection& of) {
    const auto known = of.prepared.find(or_empty(facts.sg_name));
    text = known != of.prepared.end() ? known->second : std::string("EXECUTE ") + or_empty(facts.sg_name);
  });
  return text;
}

nanoseconds now() noexcept { return std::chrono::steady_clock::now().time_since_epoch(); }

void sent(const QueryFacts& facts, std::string_view text, nanoseconds time) noexcept {
  if (!facts.sg_done) return;
  with(facts.sg_connection, [&](Connection& of) {
    of.sent = text;
    of.spent = time;
  });
  database_query({text, time, 0, true, {}});
}

void received(const QueryFacts& facts, nanoseconds time) noexcept {
  std::string text;
  nanoseconds whole{};
  with(facts.sg_connection, [&](Connection& of) {
    text = of.sent;
    of.spent += time;
    whole = of.spent;
    if (!facts.sg_done) of.sent.clear();
  });
  if (!text.empty()) database_query({text, time, facts.sg_rows, false, whole});
}

// What the thread had reported when its latest query began.
thread_local std::uint64_t reported_before = 0;

}  // namespace
}  // namespace scopegraft

namespace scopegraft_rt {

extern "C" sg_u64 sg_rt_query_begin() noexcept {
  if (!scopegraft::collects_database()) return 0;
  scopegraft::reported_before = scopegraft::collectors::queries_reported();
  return static_cast<sg_u64>(scopegraft::now().count());
}

extern "C" void sg_rt_query_end(const QueryFacts& facts) noexcept {
  using namespace scopegraft;
  const live::KeepErrno keep;
  if (facts.sg_kind == Query::prepare) {
    if (facts.sg_connection != nullptr) with(facts.sg_connection, [&](Connection& of) { of.prepared[or_empty(facts.sg_name)] = or_empty(facts.sg_text); });
    return;
  }
  // The library in front of libpq was there before.
  if (facts.sg_begin == 0 || collectors::queries_reported() != reported_before) return;
  const nanoseconds time = now() - nanoseconds(facts.sg_begin);
  switch (facts.sg_kind) {
    case Query::run: return database_query({or_empty(facts.sg_text), time, facts.sg_rows, true, {}});
    case Query::run_prepared: return database_query({prepared_text(facts), time, facts.sg_rows, true, {}});
    case Query::send: return sent(facts, or_empty(facts.sg_text), time);
    case Query::send_prepared: return sent(facts, prepared_text(facts), time);
    case Query::result: return received(facts, time);
    case Query::prepare: break;
  }
}

}  // namespace scopegraft_rt
