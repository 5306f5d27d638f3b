// What a counted call does when it must: the first visit of a place in the tree, and both ends of a measured call.
#include "live/measure.h"

#include "collect/gather.h"
#include "context/groups.h"
#include "context/site_context.h"
#include "live/fold.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/shared.h"
#include "live/thunks.h"
#include "live/tree.h"

namespace scopegraft::live {

Placed place_call(scopegraft_rt::Thread& thread, scopegraft_rt::Site& site, scopegraft_rt::Node* position) noexcept {
  Placed out{position, nullptr, false};
  if (thread.sg_busy != 0) {
    if (process.phase.load(std::memory_order_acquire) == Phase::kReady)
      __atomic_fetch_add(&process.arena.header().dropped_reentered, 1, __ATOMIC_RELAXED);
    return out;
  }
  Child child;
  {
    const KeepErrno keep;
    const Busy busy(thread);
    if (!start_process()) {
      if (!process.copied && process.phase.load(std::memory_order_acquire) == Phase::kOff) __atomic_store_n(&site.sg_id, Sites::kOff, __ATOMIC_RELAXED);
      return out;
    }
    int id = __atomic_load_n(&site.sg_id, __ATOMIC_ACQUIRE);  // partner: the store below, of a site that is complete
    if (id == 0) {
      id = process.sites.number(site, process.arena, process.settings);
      __atomic_store_n(&site.sg_id, id, __ATOMIC_RELEASE);
    }
    if (id < 0) return out;
    ThreadState* const state = thread.sg_state != nullptr ? state_of(thread) : join_thread(thread);
    if (state == nullptr) return out;
    // A position from before the thread's first visit, or from before a fork, is the root: from now on, for a leaf moves nowhere.
    if (!process.arena.contains(position)) thread.sg_node = out.position = &state->root->hot;
    child = child_of(*state, record_of(out.position), static_cast<std::uint32_t>(id));
  }
  if (child.node == nullptr) return out;
  scopegraft_rt::sg_count(&child.node->hot);
  out.node = &child.node->hot;
  out.moves = child.moves;
  return out;
}

namespace {

using scopegraft_rt::sg_live_draw;
using scopegraft_rt::sg_u64;
using scopegraft_rt::Site;
using scopegraft_rt::Thread;

// Time runs slower for a thread that is being measured: the clock minus what measuring took so far. So a call does not contain
// the cost of the calls measured inside it.
void begin(Thread& thread, format::Node& record) noexcept {
  if (__builtin_expect(record.hot.sg_next != 0 && (record.flags & format::kExtras) != 0, 0)) {
    begin_memory(*state_of(thread), record);
    if ((record.flags & format::kContext) != 0) context::open(*state_of(thread), record);
    if ((record.flags & format::kToldOf) != 0) collectors::open(*state_of(thread), record);
  }
  if (record.hot.sg_next == 0) return void(record.open = now() - thread.sg_spent);
  settle();
  record.open = now() - thread.sg_spent;
  settle();
}

// The end of a call that began as one of a sample.
bool is_of_sample(sg_u64 word) noexcept {
  return (word & scopegraft_rt::sg_kMarks) == scopegraft_rt::sg_kMeasured && reinterpret_cast<const scopegraft_rt::Node*>(word & scopegraft_rt::sg_kAddress)->sg_next != 0;
}

// Of a call that had nothing to remember but its position.
format::Node* counted_node(const Thread& thread, const Site& site, scopegraft_rt::Node* position) noexcept {
  const int id = __atomic_load_n(&site.sg_id, __ATOMIC_RELAXED);
  if (id <= 0 || thread.sg_busy != 0 || thread.sg_state == nullptr || !process.arena.contains(position)) return nullptr;
  return known_child(*state_of(thread), record_of(position), static_cast<std::uint32_t>(id));
}

// The usual end in a straight line: an entry in the ring. False: not a usual one. A node whose next call is the first may have
// been made due by a change of the settings, which is seen to the long way.
bool leave_quickly(Thread& thread, format::Node& record, sg_u64 end) noexcept {
  const sg_u64 start = record.open, duration = end - thread.sg_spent - start;
  if (__builtin_expect(record.hot.sg_next == 1 || (record.hot.sg_next != 0 && (record.flags & format::kExtras) != 0) || (duration >> 32) != 0 || start < thread.sg_since, 0))
    return false;
  record.last = end;
  append(thread, record, duration, end);
  thread.sg_spent += thread.sg_charge;
  if (record.hot.sg_next != 0) sg_live_draw(&record.hot);
  if (__builtin_expect(thread.sg_cursor == thread.sg_ring_end || end >= thread.sg_period_end, 0)) fold(*state_of(thread), thread, end);
  return true;
}

// Before its context goes.
void group_call(ThreadState& state, const format::Node& record, sg_u64 duration, const MemoryUse& memory, bool threw) noexcept {
  if (state.thread->sg_busy != 0) return;
  const Busy busy(*state.thread);
  if (format::Node* const group = context::group_of(record, static_cast<const context::Node*>(state.thread->sg_context)))
    context::add_to_group(state, *group, record, {without_inside(record, duration), record.gap, memory, threw});
}

// What a call has that is more than its time. Its memory before its context goes: a group is told of both.
void end_extras(ThreadState& state, format::Node& record, sg_u64 duration, bool threw) noexcept {
  using context::End;
  if ((record.flags & format::kToldOf) != 0) collectors::close(state, record, threw);
  const MemoryUse memory = end_memory(state, record);
  add_memory(state, record, memory, record.gap);
  if ((record.flags & format::kContext) == 0) return;
  if ((process.sites[record.site].flags & format::kGrouped) != 0) group_call(state, record, duration, memory, threw);
  context::close(state, record, threw ? End::kThrew : End::kReturned);
}

}  // namespace
}  // namespace scopegraft::live

namespace format = scopegraft::format;
namespace live = scopegraft::live;

namespace scopegraft_rt {
extern "C" {

Entered sg_live_enter(Site* site, sg_u64 word) noexcept {
  Thread& thread = sg_rt_thread;
  Node* position = reinterpret_cast<Node*>(word & sg_kAddress);
  Node* node = nullptr;
  if ((word & sg_kDue) != 0) {
    const auto id = static_cast<sg_u32>(__atomic_load_n(&site->sg_id, __ATOMIC_RELAXED));
    node = &live::known_child(*live::state_of(thread), live::record_of(position), id)->hot;
    if (live::notices_copy()) {
      __atomic_fetch_sub(&node->sg_calls, 1, __ATOMIC_RELAXED);  // of the parent's
      node = nullptr;
    }
  }
  if (node == nullptr) {
    const live::Placed call = live::place_call(thread, *site, position);
    position = call.position;
    if (!call.moves) return {position, reinterpret_cast<sg_u64>(position)};
    node = call.node;
  }
  sg_u64 out = reinterpret_cast<sg_u64>(position);
  const sg_u64 uncaught = *thread.sg_uncaught;
  if (uncaught != 0) out = reinterpret_cast<sg_u64>(node) | sg_kUnwinding | (uncaught < 63 ? uncaught : 63) << sg_kUncaughtShift;
  if (node->sg_calls >= node->sg_next) {
    out = (uncaught != 0 ? out : reinterpret_cast<sg_u64>(node)) | sg_kMeasured;
    live::begin(thread, live::record_of(node));
  }
  return {node, out};
}

Node* sg_live_leave(Site* site, sg_u64 word, sg_u64 end) noexcept {
  Thread& thread = sg_rt_thread;
  Node* const node = reinterpret_cast<Node*>(word & sg_kAddress);
  static_cast<void>(live::notices_copy());
  live::ThreadState* const state = live::state_of(thread);
  if ((word & sg_kMarks) == 0) {
    format::Node* const record = live::counted_node(thread, *site, node);
    if (record != nullptr && (live::process.sites[record->site].flags & format::kTrackExceptions) != 0) live::add_shared(record->exceptions, std::uint64_t{1});
    return node;
  }
  // The thread ended and began again, or this is the child of a fork: the call belongs to records that are closed.
  if (state == nullptr || static_cast<sg_u64>(reinterpret_cast<char*>(node) - state->base) >= state->reach)
    return state == nullptr ? live::no_position() : &state->root->hot;
  format::Node& record = live::record_of(node);
  const bool threw = *thread.sg_uncaught > word >> sg_kUncaughtShift;
  Node* const position = &reinterpret_cast<format::Node*>(state->base + record.parent * format::kUnit)->hot;
  if (threw && (live::process.sites[record.site].flags & format::kTrackExceptions) != 0) ++record.exceptions;
  if ((word & sg_kMeasured) == 0 || (!threw && live::leave_quickly(thread, record, end))) return position;
  const sg_u64 duration = end - thread.sg_spent - record.open;
  if (record.open < thread.sg_since || duration >> 63 != 0) return position;
  if ((record.flags & format::kExtras) != 0) live::end_extras(*state, record, duration, threw);
  live::fold_one(*state, record, end, duration);
  return position;
}

void sg_live_fold(sg_u64 end) noexcept {
  if (!live::notices_copy()) live::fold(*live::state_of(sg_rt_thread), sg_rt_thread, end);
}

Entered sg_rt_enter(Site* site, sg_u64 word) noexcept { return sg_live_enter(site, word); }
Node* sg_rt_leave(Site* site, sg_u64 word) noexcept {
  if (live::is_of_sample(word)) live::settle();
  return sg_live_leave(site, word, live::now());
}

bool sg_rt_wants_arguments(const Node* node) noexcept {
  return live::process.arena.contains(node) && (live::process.sites[live::record_of(node).site].flags & format::kTrackArguments) != 0;
}

Site* sg_rt_site(const char* function, const char* file, sg_u32 line, sg_u32 column, const char* options) noexcept {
  return live::site_of_literals(Site(function, file, line, column, options));
}

}
}  // namespace scopegraft_rt
