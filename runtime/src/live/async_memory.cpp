#include "live/async_memory.h"

#include <algorithm>

#include "live/memory.h"
#include "live/process.h"
#include "live/tree.h"

namespace scopegraft::live {
namespace {

using scopegraft_rt::AsyncScope;
using scopegraft_rt::Memory;
using scopegraft_rt::sg_rt_memory;

struct Run {
  Run* next_free;
  format::Node* place;  // the coroutine's node in the tree of the thread that runs it
  Memory entry;         // the thread's counters at the latest resumption; its peak: that of the calls around
  std::int64_t live;    // above the begin
  MemoryUse all;        // so far
};

struct Runs {
  SpinLock lock;
  Run* free = nullptr;
};
constinit Runs runs;

std::int64_t live_of(const Memory& memory) noexcept { return static_cast<std::int64_t>(memory.allocated - memory.freed); }

// Null when a signal handler interrupted this very function, or there is no memory: the run is measured without.
Run* take() noexcept {
  if (!runs.lock.try_lock()) return nullptr;
  if (runs.free == nullptr) {
    constexpr unsigned kPiece = 64;
    auto* const fresh = static_cast<Run*>(map_private(kPiece * sizeof(Run)));
    for (unsigned i = 0; fresh != nullptr && i != kPiece; ++i) {
      fresh[i].next_free = runs.free;
      runs.free = fresh + i;
    }
  }
  Run* const run = runs.free;
  if (run != nullptr) runs.free = run->next_free;
  runs.lock.unlock();
  return run;
}

void give_back(Run* run) noexcept {
  if (!runs.lock.try_lock()) return;  // lost, 100 bytes
  run->next_free = runs.free;
  runs.free = run;
  runs.lock.unlock();
}

Run* run_of(const AsyncScope& scope) noexcept { return static_cast<Run*>(scope.sg_memory); }

// A block's own scope may be open in the coroutine.
format::Node* place_of(const AsyncScope& scope) noexcept {
  if (!process.arena.contains(scope.sg_at) || !process.arena.contains(scope.sg_node_)) return nullptr;
  const std::uint32_t site = record_of(scope.sg_node_).site;
  for (format::Node* at = &record_of(scope.sg_at);; at = process.arena.at<format::Node>(at->parent)) {
    if (at->site == site) return at;
    if (at->parent == 0) return nullptr;
  }
}

void enter(Run& run, format::Node* place) noexcept {
  run.place = place;
  run.entry = sg_rt_memory;
  sg_rt_memory.peak = live_of(sg_rt_memory);
}

}  // namespace

void open_memory(AsyncScope& scope) noexcept {
  format::Node& record = record_of(scope.sg_node_);
  if (scopegraft_rt::sg_rt_memory_hooked == 0 || (process.sites[record.site].flags & format::kTrackMemory) == 0) return;
  Run* const run = take();
  if (run == nullptr) return;
  run->live = 0;
  run->all = {};
  run->all.known = true;
  scope.sg_memory = run;
  enter(*run, &record);
}

void resume_memory(AsyncScope& scope) noexcept {
  if (Run* const run = run_of(scope)) enter(*run, place_of(scope));
}

void pause_memory(AsyncScope& scope, ThreadState& state) noexcept {
  Run* const run = run_of(scope);
  if (run == nullptr) return;
  Memory& now = sg_rt_memory;
  const Memory& entry = run->entry;
  const std::int64_t before = live_of(entry);
  const MemoryUse turn{true, now.allocated - entry.allocated, now.freed - entry.freed, now.allocations - entry.allocations, now.frees - entry.frees, run->live + now.peak - before};
  MemoryUse& all = run->all;
  all.allocated += turn.allocated;
  all.freed += turn.freed;
  all.allocations += turn.allocations;
  all.frees += turn.frees;
  all.peak = std::max(all.peak, turn.peak);
  run->live += live_of(now) - before;
  now.peak = std::max(now.peak, entry.peak);
  if (run->place == nullptr || state.thread->sg_busy != 0) return;
  const Busy busy(*state.thread);
  const Locked locked(lock_of(*run->place));
  if (format::Extension* const extension = extension_of(state, *run->place)) add_bytes(*extension, turn, scope.sg_weight);
}

MemoryUse close_memory(AsyncScope& scope) noexcept {
  Run* const run = run_of(scope);
  if (run == nullptr) return {};
  scope.sg_memory = nullptr;
  const MemoryUse all = run->all;
  give_back(run);
  return all;
}

void unlock_async_memory_after_fork() noexcept { runs.lock.reset(); }

}  // namespace scopegraft::live
