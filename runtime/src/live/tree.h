// A thread's calling-context tree (Ammons, Ball and Larus, 1997) and the table that finds a child in one load and one compare.
// Every (parent, site) has a slot of its own: a node's children share a displacement chosen so that none collides (row
// displacement, Tarjan and Yao, 1979). Scopes do not wait for that table: they take the node of their site's latest call where its parent
// is the thread's position, and look it up where not. Recursion is unfolded to kDepth; beyond it, calls are counted at the deepest node and
// their time stays in the call that contains them. Called by the owning thread only, while it is Busy.
#pragma once

#include <cstdint>

#include "live/arena.h"
#include "live/thread.h"

namespace scopegraft::live {

inline constexpr std::uint32_t kDepth = 128;

struct Child {
  format::Node* node = nullptr;  // null: no room for a record
  bool moves = false;            // false: counted only, the thread's position does not change
};

[[nodiscard]] bool plant_root(ThreadState& state) noexcept;
[[nodiscard]] Child child_of(ThreadState& state, format::Node& parent, std::uint32_t site) noexcept;
// The same without making one: where a call at that place was counted. Null: there is none.
[[nodiscard]] format::Node* known_child(ThreadState& state, format::Node& parent, std::uint32_t site) noexcept;
// The place in this thread's tree with the same call path as a node of another thread's. Null: no room.
[[nodiscard]] format::Node* same_place(ThreadState& state, const format::Node& node) noexcept;
// Zeroed memory in the profile; null when there is none left. At most 4 KiB.
[[nodiscard]] void* take_pool(ThreadState& state, std::uint64_t size, Room room = Room::kUsual) noexcept;

[[nodiscard]] inline format::Node& record_of(scopegraft_rt::Node* node) noexcept {
  return *reinterpret_cast<format::Node*>(node);
}
[[nodiscard]] inline const format::Node& record_of(const scopegraft_rt::Node* node) noexcept {
  return *reinterpret_cast<const format::Node*>(node);
}

}  // namespace scopegraft::live
