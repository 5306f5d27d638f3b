// Settings that change while the program runs -> the nodes of all threads. Who changes them raises the generation and makes every
// node due; a thread that comes to a due call of an older generation plans its own nodes anew. No lock on the call path.
#pragma once

#include <atomic>
#include <cstdint>

#include "live/process.h"
#include "live/thread.h"

namespace scopegraft::live {

// process.settings were changed.
void announce_changes() noexcept;

// Another process asked for other rates (profile/control.cpp).
[[nodiscard]] inline bool is_asked() noexcept {
  const std::uint32_t version = __atomic_load_n(&process.arena.control().version, __ATOMIC_ACQUIRE);
  return version % 2 == 0 && version != process.control_seen.load(std::memory_order_relaxed);
}
[[nodiscard]] inline bool is_stale(const ThreadState& state) noexcept {
  return state.generation != process.generation.load(std::memory_order_acquire) || is_asked();  // partner: announce_changes
}
// Owning thread only, with an empty ring: what waits there has the weights of the old rates.
void adopt_changes(ThreadState& state) noexcept;
// What a node does by its site's flags, when it is made and when they change.
void equip(format::Node& node, const SiteInfo& info, bool is_traced, Random& random) noexcept;

}  // namespace scopegraft::live
