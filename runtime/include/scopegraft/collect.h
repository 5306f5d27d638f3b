// Collectors: what a function did, beyond time and memory. A rule names the collectors of a function (`collectors: [database,
// cache, my_collector]`); what is reported to one of them counts for the innermost open call and for all calls around it whose
// functions have the collector, exactly, whatever the sample rate. `memory` is `track_memory: true`. C++17 and later. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graft.h"

namespace scopegraft {

// ---- database ------------------------------------------------------------------------------------------------------------
// A query that came to its end, or a part of one: a cursor is read in pieces. Scopegraft::sqlite and Scopegraft::libpq report
// the queries of their libraries by themselves.
struct DatabaseQuery {
  std::string_view statement;  // as sent; kept without its literals, for functions with `track_queries`
  std::chrono::nanoseconds time{};
  std::uint64_t rows = 0;      // given or changed
  bool begins = true;          // false: a further part of a query that was counted already
  std::chrono::nanoseconds whole{};  // of the query with its earlier parts, for the slowest; 0: `time`
};
SCOPEGRAFT_RT_API void database_query(const DatabaseQuery& query) noexcept;
// Whether an open call of this thread collects database queries: a library asks before it looks at clocks.
[[nodiscard]] SCOPEGRAFT_RT_API bool collects_database() noexcept;
// The statement without comments, literals and the length of its lists: "SELECT a FROM t WHERE id IN (?)".
[[nodiscard]] SCOPEGRAFT_RT_API std::string normalized_statement(std::string_view statement);

// ---- cache ---------------------------------------------------------------------------------------------------------------
SCOPEGRAFT_RT_API void cache_hit() noexcept;
SCOPEGRAFT_RT_API void cache_miss() noexcept;

// ---- the program's own ---------------------------------------------------------------------------------------------------
// A field of a collector: its columns in every report.
struct CollectorField {
  enum class Kind : std::uint8_t {
    count,     // a sum
    number,    // sum and largest value
    bytes,     // the same, of bytes
    time,      // the same, of nanoseconds
    share,     // of the field `of` in the sum of the fields `of` and `rest`; nothing is added to it
    text,      // how often each text came; at most 64 texts a call path, the others together
    text_time  // nanoseconds by text
  };
  std::string name;  // a word: letters, digits, '_'
  Kind kind = Kind::count;
  std::string of, rest;
};

// An open call of a function that has the collector. Lives during on_enter and on_exit only.
class CollectorCall {
 public:
  // To a field of this call by its number in fields(); what does not exist or does not fit its kind is ignored.
  SCOPEGRAFT_RT_API void add(unsigned field, double value = 1) noexcept;
  SCOPEGRAFT_RT_API void add(unsigned field, std::string_view text, double value = 1) noexcept;
  // The collector's own, from on_enter to on_exit.
  [[nodiscard]] SCOPEGRAFT_RT_API std::uint64_t& state() noexcept;
  // Of the rule: "3" for `depth` of `{my_collector: {depth: 3}}`; empty when it is not given.
  [[nodiscard]] SCOPEGRAFT_RT_API std::string parameter(std::string_view name) const;
  [[nodiscard]] SCOPEGRAFT_RT_API std::string_view function() const noexcept;  // its qualified name
  [[nodiscard]] bool left_by_exception() const noexcept { return threw_; }      // in on_exit

 private:
  friend struct CollectorCallAccess;
  CollectorCall(void* frame, unsigned which, bool threw) noexcept : frame_(frame), which_(which), threw_(threw) {}
  void* frame_;
  unsigned which_;
  bool threw_;
};

// To add a collector: derive, say the fields, register it under the name that the rules use. Both functions run in the thread of
// the call, for every call; functions they call are not profiled, what they throw is dropped, their time counts as overhead.
class Collector {
 public:
  Collector() = default;
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;
  virtual ~Collector() = default;
  [[nodiscard]] virtual std::vector<CollectorField> fields() const = 0;  // at most 16; asked once
  virtual void on_enter(CollectorCall& call) { static_cast<void>(call); }
  virtual void on_exit(CollectorCall& call) { static_cast<void>(call); }
};

// From then on it collects, in calls that begin later; it is never destroyed. False: the name is taken (also by memory, database
// and cache) or not a word, or a field is bad; SCOPEGRAFT_LOG=debug says which.
SCOPEGRAFT_RT_API bool register_collector(std::string_view name, std::unique_ptr<Collector> collector) noexcept;

// Adds to a field of a registered collector from anywhere inside the calls that have it.
SCOPEGRAFT_RT_API void collect(std::string_view collector, std::string_view field, double value = 1) noexcept;
SCOPEGRAFT_RT_API void collect(std::string_view collector, std::string_view field, std::string_view text, double value = 1) noexcept;

}  // namespace scopegraft
