// (a, b) -> number, for the joins of a report: (caller, callee) -> edge, (path, site) -> path. Open addressing: with a
// map of 10^6 entries the allocations alone would take longer than a report may. It grows as it fills, because the
// usual few thousand entries should stay in the cache.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "profile/large_pages.h"

namespace scopegraft::report {

class FlatIndex {
 public:
  // The number of the pair, or `fresh` after entering it.
  std::uint32_t find_or_insert(std::uint32_t a, std::uint32_t b, std::uint32_t fresh) {
    if (++used_ * 2 > slots_.size()) grow();
    Slot& slot = find(static_cast<std::uint64_t>(a) << 32U | b);
    if (slot.number == kFree) {
      slot = {static_cast<std::uint64_t>(a) << 32U | b, fresh};
    } else {
      --used_;
    }
    return slot.number;
  }

 private:
  static constexpr std::uint32_t kFree = 0xffffffff;
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = kFree;
  };

  Slot& find(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key * 0x9e3779b97f4a7c15U >> 20U) & mask;
    while (slots_[at].number != kFree && slots_[at].key != key) at = (at + 1) & mask;
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old = profile::in_large_pages<Slot>(slots_.size() * 4);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kFree) find(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_{1024};
  std::size_t used_ = 0;
};

}  // namespace scopegraft::report
