// The calls that a counted call makes when it must: the first visit of a place in the tree, and both ends of a measured call.
#include "live/measure.h"

#include "collect/gather.h"
#include "context/site_context.h"
#include "live/fold.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/tree.h"

namespace scopegraft::live {

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
  Thread& thread = sg_rt_thread;
  format::Node& record = record_of(node);
  if (__builtin_expect(node->sg_next != 0 && (record.flags & format::kExtras) != 0, 0)) {
    live::begin_extras(*live::state_of(thread), record);
    if ((record.flags & format::kContext) != 0) scopegraft::context::open(*live::state_of(thread), record);
    if ((record.flags & format::kToldOf) != 0) scopegraft::collectors::open(*live::state_of(thread), record);
  }
  const sg_u64 start = live::now() - thread.sg_spent;
  record.open = start;
  return start;
}

static __attribute__((__noinline__)) void leave_slowly(Node* node, sg_u64 start, unsigned uncaught_before, sg_u64 end) noexcept {
  Thread& thread = sg_rt_thread;
  ThreadState* const state = live::state_of(thread);
  // The thread ended and began again, or this is the child of a fork: the call belongs to records that are closed.
  if (state == nullptr || static_cast<sg_u64>(reinterpret_cast<char*>(node) - state->base) >= state->reach) return;
  format::Node& record = record_of(node);
  if (*thread.sg_uncaught > uncaught_before && (process.sites[record.site].flags & format::kTrackExceptions) != 0) ++record.exceptions;
  const sg_u64 duration = end - thread.sg_spent - start;
  if (start == 0 || start < thread.sg_since || duration >> 63 != 0) return;
  const bool threw = *thread.sg_uncaught > uncaught_before;
  if ((record.flags & format::kToldOf) != 0) scopegraft::collectors::close(*state, record, threw);
  if ((record.flags & format::kContext) != 0) {
    using scopegraft::context::End;
    scopegraft::context::close(*state, record, threw ? End::kThrew : End::kReturned);
  }
  live::fold_one(*state, record, end, duration);
}

// The usual case in a straight line: an entry in the ring.
void sg_rt_leave(Node* node, sg_u64 start, unsigned uncaught_before) noexcept {
  const sg_u64 end = live::now();
  Thread& thread = sg_rt_thread;
  const sg_u64 duration = end - thread.sg_spent - start;
  if (__builtin_expect(node->sg_next != 0 || (duration >> 32) != 0 || start < thread.sg_since || *thread.sg_uncaught != uncaught_before, 0))
    return leave_slowly(node, start, uncaught_before, end);
  sg_u64* const cursor = thread.sg_cursor;
  record_of(node).last = end;
  *cursor = (node->sg_children_key & ~sg_u64{0xffffffff}) | duration;
  thread.sg_cursor = cursor + 1;
  thread.sg_spent += thread.sg_charge;
  if (__builtin_expect(cursor + 1 == thread.sg_ring_end || end >= thread.sg_period_end, 0)) live::fold(*live::state_of(thread), thread, end);
}

bool sg_rt_wants_arguments(const Node* node) noexcept {
  return process.arena.contains(node) && (process.sites[record_of(node).site].flags & format::kTrackArguments) != 0;
}

Site* sg_rt_site(const char* function, const char* file, sg_u32 line, sg_u32 column, const char* options) noexcept {
  return live::site_of_literals(Site(function, file, line, column, options));
}

}  // namespace scopegraft_rt
