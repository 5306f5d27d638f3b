// What a site with `span`, `context`, `fields`, `no_inherit` or `group_by` does around each of its calls: a child context, a
// span, both closed when the call is left. Called by the thread that runs the call.
#pragma once

#include <cstdint>
#include <string_view>

#include "context/context_node.h"
#include "live/thread.h"

namespace scopegraft_rt {
struct AsyncScope;
}

namespace scopegraft::context {

enum class End : int { kReturned = 0, kThrew = 1, kAbandoned = 2 };

// The value of a key in the site's options, as written there; empty when it has none.
[[nodiscard]] std::string_view option(const format::Site& site, std::string_view key) noexcept;

// A call on the stack; frames nest.
void open(live::ThreadState& state, const format::Node& node) noexcept;
void close(live::ThreadState& state, const format::Node& node, End how) noexcept;
// A coroutine; its own members hold what a frame would.
void open(scopegraft_rt::AsyncScope& scope, std::uint32_t site) noexcept;
void close(scopegraft_rt::AsyncScope& scope, End how) noexcept;

}  // namespace scopegraft::context
