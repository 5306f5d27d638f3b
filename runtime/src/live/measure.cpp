#include "live/measure.h"

#include <algorithm>
#include <bit>

#include "context/site_context.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/tree.h"

namespace scopegraft::live {
namespace {

// The directory of a node's histogram: a group of 16 counts for each power of two, made when it is first needed.
void add_to_histogram(ThreadState& state, format::Node& node, std::uint64_t ns, std::uint64_t count) noexcept {
  const unsigned octave = ns < format::kSteps ? 3 : static_cast<unsigned>(std::bit_width(ns)) - 1;
  const unsigned step = static_cast<unsigned>(octave == 3 ? ns : (ns >> (octave - 4))) & (format::kSteps - 1);
  if (node.histogram == format::kFailed) return;
  std::uint32_t& group = process.arena.at<std::uint32_t>(node.histogram)[octave];
  if (__builtin_expect(group == 0, 0)) {
    const Busy busy(*state.thread);
    void* const counts = take_pool(state, format::kSteps * sizeof(std::uint64_t));
    if (counts == nullptr) return;
    group = process.arena.index_of(counts);
  }
  process.arena.at<std::uint64_t>(group)[step] += count;
}

// Two calls need no histogram: the smallest and the largest say it all. The third makes one.
void make_histogram(ThreadState& state, format::Node& node) noexcept {
  void* directory = nullptr;
  {
    const Busy busy(*state.thread);
    directory = take_pool(state, format::kOctaves * sizeof(std::uint32_t));
  }
  node.histogram = directory == nullptr ? format::kFailed : process.arena.index_of(directory);
  const auto each = static_cast<std::uint64_t>(std::max(1.0, node.weight / 2));
  add_to_histogram(state, node, to_ns(node.time_min), each);
  add_to_histogram(state, node, to_ns(node.time_max), each);
}

std::uint64_t whole(float weight, Random& random) noexcept {
  const auto floor = static_cast<std::uint64_t>(weight);
  const double rest = static_cast<double>(weight) - static_cast<double>(floor);
  return rest > 0 && random.uniform() <= rest ? floor + 1 : floor;
}

[[gnu::noinline]] void end_of_period(ThreadState& state, std::uint64_t tick) noexcept {
  const KeepErrno keep;
  constexpr std::uint64_t kSweepNs = 50'000'000;
  if (tick - state.pace.swept_at >= to_ticks(kSweepNs)) {
    state.pace.swept_at = tick;
    // A slice of the tree each time: at most as much work as a few hundred calls.
    for (unsigned left = 1024; left != 0; --left) {
      if (state.swept_page == 0) state.swept_page = state.first_nodes;
      auto* const block = process.arena.at<format::Block>(state.swept_page);
      replan_if_rare(reinterpret_cast<format::Node*>(block + 1)[state.swept_node], state.pace, state.random, tick);
      if (++state.swept_node < block->count) continue;
      state.swept_node = 0;
      state.swept_page = block->reserved[0];
      if (state.swept_page == 0) break;
    }
  }
  beat(tick);
}

}  // namespace

void record_call(ThreadState& state, format::Node& node, std::uint64_t duration, float stands_for) noexcept {
  const auto weight = static_cast<double>(stands_for), length = static_cast<double>(duration);
  if (node.measured < 2) {
    node.time_min = node.measured == 0 ? duration : std::min(node.time_min, duration);
    node.time_max = std::max(node.time_max, duration);
  } else {
    if (__builtin_expect(node.histogram == 0, 0)) make_histogram(state, node);
    add_to_histogram(state, node, to_ns(duration), whole(stands_for, state.random));
    if (duration < node.time_min) node.time_min = duration;
    if (duration > node.time_max) node.time_max = duration;
  }
  ++node.measured;
  node.weight += weight;
  node.weight_squared += weight * weight;
  node.time += weight * length;
  node.time_squared += weight * length * length;
}

Placed place_call(scopegraft_rt::Thread& thread, scopegraft_rt::Site& site) noexcept {
  if (thread.sg_busy != 0) {
    if (process.phase.load(std::memory_order_acquire) == Phase::kReady)
      __atomic_fetch_add(&process.arena.header().dropped_reentered, 1, __ATOMIC_RELAXED);
    return {};
  }
  Child child;
  {
    const KeepErrno keep;
    const Busy busy(thread);
    if (!start_process()) {
      __atomic_store_n(&site.sg_id, Sites::kOff, __ATOMIC_RELAXED);
      return {};
    }
    int id = __atomic_load_n(&site.sg_id, __ATOMIC_RELAXED);
    if (id == 0) {
      id = process.sites.number(site, process.arena, process.settings);
      __atomic_store_n(&site.sg_id, id, __ATOMIC_RELAXED);
    }
    if (id < 0) return {};
    ThreadState* const state = thread.sg_state != nullptr ? state_of(thread) : join_thread(thread);
    if (state == nullptr) return {};
    // A position from before the thread's first visit, or from before a fork, is the root.
    if (!process.arena.contains(thread.sg_node)) thread.sg_node = &state->root->hot;
    child = child_of(*state, record_of(thread.sg_node), static_cast<std::uint32_t>(id));
  }
  thread.sg_parent = thread.sg_node;
  if (child.node == nullptr) return {};
  scopegraft_rt::sg_count(&child.node->hot);
  if (child.moves) thread.sg_node = &child.node->hot;
  return {&child.node->hot, child.moves};
}

void account(ThreadState& state, std::uint64_t now) noexcept {
  state.record->overhead += costs.outside + costs.inside;
  ++state.pace.measured;
  if (end_period(state.pace, now)) end_of_period(state, now);
}

double budget_of(const format::Node& node) noexcept {
  return (node.flags & format::kAuto) != 0 && node.site != 0 ? process.sites[node.site].budget : 0;
}

}  // namespace scopegraft::live

using scopegraft::live::process;
using scopegraft::live::record_of;
using scopegraft::live::ThreadState;
namespace format = scopegraft::format;
namespace live = scopegraft::live;

namespace scopegraft_rt {

Entered sg_rt_enter(Site* site) noexcept {
  const live::Placed call = live::place_call(sg_rt_thread, *site);
  return {call.node, call.moves && call.node->sg_calls >= call.node->sg_next ? sg_rt_begin(call.node) : 0};
}

// Time runs slower for a thread that is being measured: the clock minus what measuring took so far. So a call does not contain
// the cost of the calls measured inside it.
sg_u64 sg_rt_begin(Node* node) noexcept {
  const ThreadState& state = *live::state_of(sg_rt_thread);
  format::Node& record = record_of(node);
  if (__builtin_expect((record.flags & (format::kNever | format::kExtras)) != 0, 0)) {
    if ((record.flags & format::kNever) != 0) return 0;
    live::begin_extras(*live::state_of(sg_rt_thread), record);
    if ((record.flags & format::kContext) != 0) scopegraft::context::open(*live::state_of(sg_rt_thread), record);
  }
  const sg_u64 start = live::now() - state.record->overhead;
  record.open = start;
  return start;
}

void sg_rt_leave(Node* node, sg_u64 start, unsigned uncaught_before) noexcept {
  const sg_u64 end = start != 0 ? live::now() : 0;
  const Thread& thread = sg_rt_thread;
  format::Node& record = record_of(node);
  ThreadState* const state = live::state_of(thread);
  // The thread ended and began again, or this is the child of a fork: the call belongs to records that are closed.
  if (__builtin_expect(state == nullptr || (!process.arena.contains(node) && process.arena.base() != nullptr && state->root != nullptr), 0)) return;
  if (*thread.sg_uncaught > uncaught_before) ++record.exceptions;
  if (start == 0) return;
  const sg_u64 length = end - state->record->overhead - start;
  const sg_u64 duration = length > live::costs.inside && length < ~sg_u64{0} >> 1 ? length - live::costs.inside : 0;
  if (__builtin_expect((record.flags & format::kExtras) != 0, 0)) {
    live::end_extras(*state, record);
    using scopegraft::context::End;
    if ((record.flags & format::kContext) != 0)
      scopegraft::context::close(*state, record, *thread.sg_uncaught > uncaught_before ? End::kThrew : End::kReturned);
  }
  record.open = 0;
  record.last = end;
  live::record_call(*state, record, duration, record.gap);
  live::account(*state, end);
  live::plan_next(record, state->pace, state->random, end, live::budget_of(record));
}

bool sg_rt_wants_arguments(const Node* node) noexcept {
  return process.arena.contains(node) && (process.sites[record_of(node).site].flags & format::kTrackArguments) != 0;
}

Site* sg_rt_site(const char* function, const char* file, sg_u32 line, sg_u32 column, const char* options) noexcept {
  return live::site_of_literals(Site(function, file, line, column, options));
}

}  // namespace scopegraft_rt
