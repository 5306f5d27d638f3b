// What is reported to a collector -> values of the thread's own nodes in the profile, at once: of the node where the thread stands
// and of all above it whose sites have the collector. The tree says what is open, also across `co_await`; a call costs nothing
// for that. Only collectors of the program want to be called at both ends of every call. Called by the thread that runs the call.
#pragma once

#include <cstdint>
#include <string_view>

#include "collect/registry.h"
#include "live/process.h"
#include "live/thread.h"
#include "live/tree.h"

namespace scopegraft_rt {
struct AsyncScope;
}

namespace scopegraft::collectors {

// A call, or coroutine, that collectors of the program were told of.
struct Frame {
  Frame* outer;  // of the thread; free ones: the next
  scopegraft_rt::Node* node;
  const SiteCollectors* wanted;
  std::uint64_t states[kMostOfSite];
};

// A thread's own; made when it is first needed.
struct ThreadCollecting {
  Frame* top;   // calls on the stack, innermost first
  Frame* free;
  struct {
    std::uint64_t hash;
    std::uint32_t number;
  } statements[64];  // of statements as sent -> numbers of their normalised texts
};
[[nodiscard]] ThreadCollecting* collecting_of(live::ThreadState& state) noexcept;

// A new node of a site with collectors: its values are there, all 0, before anything is reported.
void prepare(live::ThreadState& state, format::Node& node) noexcept;

// Both ends of a call whose site has collectors of the program.
void open(live::ThreadState& state, format::Node& node) noexcept;
void close(live::ThreadState& state, format::Node& node, bool threw) noexcept;
void open(scopegraft_rt::AsyncScope& scope) noexcept;
void close(scopegraft_rt::AsyncScope& scope, bool threw) noexcept;
// At the end of the thread: calls that were jumped over.
void forget(live::ThreadState& state) noexcept;

// The node's values of a collector, made when there are none. Null: not registered, or no room. The thread is Busy.
[[nodiscard]] format::Collected* values_of(live::ThreadState& state, format::Node& node, std::uint32_t number) noexcept;

// `count` and `total` are added, `max` replaces a smaller one.
struct Addition {
  std::uint64_t count;
  double total, max;
};
void add(format::Collected& values, unsigned field, const Addition& what) noexcept;
void add_text(live::ThreadState& state, format::Collected& values, unsigned field, std::uint32_t text, const Addition& what) noexcept;
[[nodiscard]] std::uint32_t statement_number(live::ThreadState& state, std::string_view statement) noexcept;

// The thread's state where anything open may collect; null elsewhere, and inside the runtime.
[[nodiscard]] inline live::ThreadState* collecting_here(const scopegraft_rt::Thread& thread) noexcept {
  live::ThreadState* const state = live::state_of(thread);
  if (thread.sg_busy != 0 || state == nullptr || !live::process.arena.contains(thread.sg_node)) return nullptr;
  return (live::record_of(thread.sg_node).flags & format::kBelowCollects) != 0 ? state : nullptr;
}

// How many queries, and parts of some, the thread has reported.
[[nodiscard]] std::uint64_t queries_reported() noexcept;

// Calls `act(state, values, one)` for the values of all open calls that have the collector. The thread is Busy meanwhile.
template <typename Act>
void each_open(std::uint32_t number, Act act) noexcept {
  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  live::ThreadState* const state = collecting_here(thread);
  if (state == nullptr) return;
  const live::Busy busy(thread);
  for (format::Node* node = &live::record_of(thread.sg_node); (node->flags & format::kBelowCollects) != 0; node = live::process.arena.at<format::Node>(node->parent)) {
    if ((node->flags & format::kCollected) == 0) continue;
    const SiteCollectors& wanted = *live::process.sites[node->site].collectors;
    for (std::uint32_t i = 0; i != wanted.count; ++i) {
      if (wanted.each[i].number != number) continue;
      if (format::Collected* const values = values_of(*state, *node, number)) act(*state, *values, wanted.each[i]);
    }
  }
}

}  // namespace scopegraft::collectors
