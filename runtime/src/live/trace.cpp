#include "live/trace.h"

#include <algorithm>

#include "live/process.h"

namespace scopegraft::live {
namespace {

constexpr unsigned kSlowPerSite = 8, kSlowSites = 256, kSlowEvents = 256;
constexpr std::uint32_t kKnown = 200;  // traced calls of a site before its p99 is trusted
constexpr std::uint64_t kDefaultRing = 1024;

// The slowest calls kept so far; whoever finds the lock taken drops its call and counts it.
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

// Whether a call is beyond its site's 99th percentile, which moves: up by 1/8 of itself for each call above it, down by 1/792 for each
// below, so that it comes to rest where one call in 100 is above. One number per site, after Ma, Muthukrishnan and Sandler, "Frugal
// Streaming for Estimating Quantiles" (2013), with steps in proportion. Threads that move it at once may lose a step.
bool is_outlier(const SiteInfo& site, std::uint64_t duration) noexcept {
  const std::uint32_t seen = site.traced;
  const std::uint64_t limit = site.p99;
  if (seen < kKnown) site.traced = seen + 1;
  if (seen == 0) site.p99 = duration;
  else if (duration > limit) site.p99 = seen < kKnown / 2 ? std::max(limit, duration) : limit + limit / 8 + 1;
  else site.p99 = limit - limit / 792;
  return seen >= kKnown && duration > limit;
}

// Whether calls inside this one, the newest of the ring, are in the ring too.
bool has_calls_inside(const ThreadState& state, const format::TraceEvent& call) noexcept {
  const std::uint64_t room = state.trace->head.room, written = state.trace->head.written;
  return written >= 2 && room >= 2 && reinterpret_cast<const format::TraceEvent*>(&state.trace->head + 1)[(written - 2) % room].begin >= call.begin;
}

bool is_slow(const ThreadState& state, const SiteInfo& site, const format::TraceEvent& call) noexcept {
  if (site.keep_slow_ns != 0) return to_ns(call.duration) >= site.keep_slow_ns;
  // Below a site with `keep_slow` calls are traced for its sake.
  return process.settings.trace != 0 && is_outlier(site, call.duration) && has_calls_inside(state, call);
}

}  // namespace

void trace_call(ThreadState& state, const format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept {
  const Busy busy(*state.thread);
  if (!open_trace(state)) return drop(1);
  format::TraceHead& head = state.trace->head;
  const format::TraceEvent event{process.arena.index_of(&node), node.depth, end - std::min(duration, end), duration};
  events_of(state)[head.written % head.room] = event;
  __atomic_store_n(&head.written, head.written + 1, __ATOMIC_RELEASE);  // partner: the reader
  if (is_slow(state, process.sites[node.site], event)) keep_slow_call(state, node, event);
}

void forget_slow_calls() noexcept {
  slow_calls.lock.reset();
  for (auto& of : slow_calls.sites) of = {};
}

}  // namespace scopegraft::live
