// Site descriptors of the program -> numbered sites of the process. Two descriptors with the same text (a template's instances,
// a header's function in two libraries) are one site. A site outlives the library that held its descriptor.
// Adding takes a lock; reading a known site does not.
#pragma once

#include <atomic>
#include <cstdint>

#include "collect/registry.h"
#include "format/layout.h"
#include "live/arena.h"
#include "live/settings.h"
#include "scopegraft/graft.h"

namespace scopegraft::live {

struct SiteInfo {
  format::Site* record;
  float own_rate;      // as the site says; rate: with what the environment and the API say
  Shared<float> rate;         // 0..1; > 1: adapts to the budget
  double budget;       // share of its own, 0: the process's
  std::uint64_t keep_slow_ns;  // calls at least as slow keep a trace of what they called; 0: those beyond the p99, when all calls are traced
  std::uint32_t own_flags;  // as the site says
  Shared<std::uint32_t> flags; // format::SiteFlag
  const collectors::SiteCollectors* collectors;  // null: none
  mutable Shared<std::uint64_t> p99;     // of the traced calls, in ticks; `traced` of them were seen, counted as far as it matters
  mutable Shared<std::uint32_t> traced;
};

class Sites {
 public:
  static constexpr int kOff = scopegraft_rt::sg_kSwitchedOff;

  [[nodiscard]] bool open(const Settings& settings) noexcept;
  // The number of a site, or kOff: excluded, or no room (then counted in the header).
  [[nodiscard]] int number(const scopegraft_rt::Site& site, Arena& arena, const Settings& settings) noexcept;
  [[nodiscard]] const SiteInfo& operator[](std::uint32_t number) const noexcept { return infos_[number]; }
  [[nodiscard]] std::uint32_t count() const noexcept { return count_.load(std::memory_order_acquire); }
  // The settings or the control page changed: all sites anew.
  void apply(const Settings& settings, const format::Control& control) noexcept;
  // In the child of a fork: the same numbers, with records in the new arena (the old one can still be read).
  [[nodiscard]] bool move_to(Arena& arena) noexcept;
  void unlock_after_fork() noexcept { lock_.reset(); }

 private:
  struct Entry {
    std::uint32_t number, hash;  // number 0: free
  };
  [[nodiscard]] bool grow_table() noexcept;

  SiteInfo* infos_ = nullptr;  // [1, count]
  Entry* table_ = nullptr;     // open addressing, at most half full while it can grow; under the lock
  std::uint32_t capacity_ = 0, table_size_ = 0;
  std::atomic<std::uint32_t> count_{0};
  SpinLock lock_;
  char decoded_name_[4096] = {};  // scratch, under the lock: a stack may be a small one
};

// Descriptors for places that are known by their literals only (ConstexprScope). Null when there is no room.
[[nodiscard]] scopegraft_rt::Site* site_of_literals(const scopegraft_rt::Site& wanted) noexcept;

}  // namespace scopegraft::live
