// Collectors by name and number: those of the runtime, those that the program registered, those that rules only name. Stage:
// options text of a site -> SiteCollectors; name -> number; number -> a kCollector block of the profile. Adding takes a lock,
// reading does not.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "format/layout.h"
#include "live/arena.h"
#include "live/system.h"
#include "scopegraft/collect.h"

namespace scopegraft::collectors {

inline constexpr unsigned kMostCollectors = 64, kMostFields = 16, kMostOfSite = 8, kLongestName = 64;

// Numbers of the runtime's own collectors, and of their fields.
inline constexpr std::uint32_t kDatabase = 1, kCache = 2;
enum DatabaseField : unsigned { kQueries, kQueryTime, kRows, kStatements };
enum CacheField : unsigned { kHits, kMisses };

struct Field {
  char name[kLongestName];
  format::FieldKind kind;
  std::uint32_t of, rest;
};

struct Entry {
  char name[kLongestName];
  Field fields[kMostFields];
  unsigned field_count;
  Collector* own;              // null: of the runtime
  std::atomic<bool> registered;  // set last; partner: the readers
  std::atomic<bool> recorded;  // stands in the profile as it is
  std::atomic<bool> asked_for; // by a site
};

// The collectors that a site asks for, without `memory`.
struct SiteCollectors {
  struct One {
    std::uint32_t number;
    bool track_queries;
    std::string_view parameters;  // "depth:3,mode:x", percent-encoded; in the site's options
  };
  std::uint32_t count;
  bool own;  // one of them is the program's
  One each[kMostOfSite];
};

[[nodiscard]] Entry& entry(std::uint32_t number) noexcept;
// 0: there is none of that name.
[[nodiscard]] std::uint32_t number_of(std::string_view name) noexcept;
// A field's number in a registered collector; kMostFields: none.
[[nodiscard]] unsigned field_of(const Entry& of, std::string_view name) noexcept;

// The value of `collectors` of a site's options, which must stay where it is. Null: none but `memory`, or no room.
[[nodiscard]] const SiteCollectors* read_collectors(std::string_view value, bool& memory) noexcept;
// Writes a collector's block if the profile has none of its present form. False: no room.
[[nodiscard]] bool record(std::uint32_t number, live::Arena& arena) noexcept;
// In the child of a fork: the new profile knows none.
void forget_records() noexcept;
// With SCOPEGRAFT_LOG=debug, at the end: names that rules ask for and nobody registered.
void name_unregistered() noexcept;

// Undoes the percent encoding of a value in the options text.
void decode(std::string_view from, char* into, std::size_t& size, std::size_t room) noexcept;

}  // namespace scopegraft::collectors
