#include "live/trace.h"

#include <algorithm>

#include "live/process.h"

namespace scopegraft::live {
namespace {

constexpr unsigned kSlowPerSite = 8, kSlowSites = 256, kSlowEvents = 256;
constexpr std::uint64_t kDefaultRing = 1024;

// The slowest calls kept so far, for sites with `keep_slow`; whoever finds the lock taken drops its call and counts it.
struct SlowCalls {
  SpinLock lock;
  struct {
    std::uint32_t site;
    format::Block* kept[kSlowPerSite];
  } sites[kSlowSites];
};
constinit SlowCalls slow_calls{};

format::SlowCall& head_of(format::Block* block) noexcept { return *reinterpret_cast<format::SlowCall*>(block + 1); }

void drop(std::uint64_t events) noexcept { __atomic_fetch_add(&process.arena.header().dropped_events, events, __ATOMIC_RELAXED); }

format::TraceEvent* events_of(ThreadState& state) noexcept { return reinterpret_cast<format::TraceEvent*>(&state.trace->head + 1); }

bool open_trace(ThreadState& state) noexcept {
  if (state.trace != nullptr) return true;
  if (state.trace_failed) return false;
  const std::uint64_t room = process.settings.trace != 0 ? process.settings.trace : kDefaultRing;
  auto* const block = process.arena.add_block(format::BlockType::kTrace, sizeof(format::Trace) + room * sizeof(format::TraceEvent), state.record->index);
  state.trace_failed = block == nullptr;
  if (block == nullptr) return false;
  state.trace = reinterpret_cast<format::Trace*>(block);
  state.trace->head.room = room;
  return true;
}

// The place for a slow call: a free one, or that of the fastest kept one if this is slower. Null: not worth keeping.
format::Block* place_for(std::uint32_t site, std::uint64_t duration) noexcept {
  auto* const slots = std::find_if(std::begin(slow_calls.sites), std::end(slow_calls.sites),
                                   [&](const auto& of) { return of.site == site || of.site == 0; });
  if (slots == std::end(slow_calls.sites)) return nullptr;
  slots->site = site;
  format::Block** fastest = nullptr;
  for (format::Block*& block : slots->kept) {
    if (block == nullptr) {
      const std::uint64_t size = sizeof *block + sizeof(format::SlowCall) + kSlowEvents * sizeof(format::TraceEvent);
      block = process.arena.add_block(format::BlockType::kUnused, size, 0);
      return block;
    }
    if (fastest == nullptr || head_of(block).duration < head_of(*fastest).duration) fastest = &block;
  }
  return head_of(*fastest).duration < duration ? *fastest : nullptr;
}

void keep_slow_call(ThreadState& state, const format::Node& node, const format::TraceEvent& call) noexcept {
  if (!slow_calls.lock.try_lock()) return drop(1);
  if (format::Block* const block = place_for(node.site, call.duration)) {
    __atomic_store_n(&block->type, static_cast<std::uint32_t>(format::BlockType::kUnused), __ATOMIC_RELEASE);
    block->owner = state.record->index;
    format::SlowCall& head = head_of(block);
    head.begin = call.begin;
    head.duration = call.duration;
    head.node = call.node;
    auto* const out = reinterpret_cast<format::TraceEvent*>(&head + 1);
    // Events lie in the order of their ends; the newest is the call itself. Those that began after it are inside it.
    const std::uint64_t room = state.trace->head.room, written = state.trace->head.written;
    std::uint32_t count = 0;
    for (std::uint64_t back = 0; back != std::min(room, written) && count != kSlowEvents; ++back) {
      const format::TraceEvent& event = events_of(state)[(written - 1 - back) % room];
      if (event.begin + event.duration < call.begin) break;
      if (event.begin >= call.begin) out[count++] = event;
    }
    block->count = count;
    __atomic_store_n(&block->type, static_cast<std::uint32_t>(format::BlockType::kSlowCall), __ATOMIC_RELEASE);
  }
  slow_calls.lock.unlock();
}

}  // namespace

void trace_call(ThreadState& state, const format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept {
  const Busy busy(*state.thread);
  if (!open_trace(state)) return drop(1);
  format::TraceHead& head = state.trace->head;
  const format::TraceEvent event{process.arena.index_of(&node), node.depth, end - std::min(duration, end), duration};
  events_of(state)[head.written % head.room] = event;
  __atomic_store_n(&head.written, head.written + 1, __ATOMIC_RELEASE);  // partner: the reader
  const std::uint64_t limit = process.sites[node.site].keep_slow_ns;
  if (limit != 0 && to_ns(duration) >= limit) keep_slow_call(state, node, event);
}

void forget_slow_calls() noexcept {
  slow_calls.lock.reset();
  for (auto& of : slow_calls.sites) of = {};
}

}  // namespace scopegraft::live
