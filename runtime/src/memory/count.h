// Counting of the thread's allocations, for the hooks. Sizes are what the allocator really gave (malloc_usable_size), so that a
// free counts what its allocation counted, without a table.
#pragma once

#include <cstddef>
#include <cstdint>

#include "live/memory.h"

namespace scopegraft::memory {

// Values of sg_rt_memory_hooked: nobody counts, operator new and delete count, the malloc family does.
enum Hooked : int { kNobodyCounts = 0, kNewCounts = 1, kMallocCounts = 2 };

// False until a site that tracks memory is visited. Asked by operator new and delete where they count themselves; the malloc family's
// hooks are exchanged then.
[[nodiscard]] inline bool wanted() noexcept {
  return __builtin_expect(__atomic_load_n(&scopegraft_rt::sg_rt_memory_wanted, __ATOMIC_RELAXED) != 0, 0);
}

inline void count_allocated(std::size_t size) noexcept {
  scopegraft_rt::Memory& memory = scopegraft_rt::sg_rt_memory;
  memory.allocated += size;
  ++memory.allocations;
  const auto live = static_cast<std::int64_t>(memory.allocated - memory.freed);
  if (live > memory.peak) memory.peak = live;
}

inline void count_freed(std::size_t size) noexcept {
  scopegraft_rt::Memory& memory = scopegraft_rt::sg_rt_memory;
  memory.freed += size;
  ++memory.frees;
}

}  // namespace scopegraft::memory
