// Metrics by context fields (`group_by`): the measured calls of a node once more, apart by the values that the fields have when the
// call ends. Bounded: a site tells kMostGroups combinations apart, what comes later is one more. Any thread; takes a lock.
#pragma once

#include "context/context_node.h"
#include "format/layout.h"
#include "live/memory.h"
#include "live/thread.h"

namespace scopegraft::context {

inline constexpr unsigned kMostGroups = 64;

// Where the measured call of `node` that ends in the context `fields` counts as well; null: there is no room, or the site has no
// `group_by`. `kTrackExceptions` decides whether `threw` counts.
[[nodiscard]] format::Node* group_of(const format::Node& node, const Node* fields) noexcept;

struct GroupedCall {
  std::uint64_t duration;  // ticks
  float weight;
  const live::MemoryUse& memory;
  bool threw;
};
// The call itself, of `node`, which the caller has to itself.
void add_to_group(live::ThreadState& state, format::Node& group, const format::Node& node, const GroupedCall& call) noexcept;

// In the child of a fork.
void forget_groups() noexcept;

}  // namespace scopegraft::context
