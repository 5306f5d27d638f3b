// The slow side of AsyncScope. A coroutine's numbers are kept at the node where it began, whichever thread it ends on, so those
// nodes are the only ones with several writers: their measures are written under a lock. Counting and planning stay with
// the thread that owns the tree: they happen where the coroutine begins.
#include "scopegraft/async.h"

#include <iterator>
#include <string_view>

#include "collect/gather.h"
#include "context/context_node.h"
#include "context/groups.h"
#include "context/site_context.h"
#include "live/arguments.h"
#include "live/async_memory.h"
#include "live/changes.h"
#include "live/fold.h"
#include "live/measure.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/thunks.h"
#include "live/tree.h"

namespace format = scopegraft::format;
namespace live = scopegraft::live;
namespace context = scopegraft::context;
namespace collectors = scopegraft::collectors;

namespace scopegraft::live {

constinit SpinLock async_locks[64];

void unlock_async_after_fork() noexcept {
  for (SpinLock& lock : async_locks) lock.reset();
  unlock_async_memory_after_fork();
}

// Nodes are 3 units apart: neighbours get different locks.
SpinLock& lock_of(const format::Node& node) noexcept { return async_locks[process.arena.index_of(&node) / 3 % std::size(async_locks)]; }

namespace {

using scopegraft_rt::AsyncScope;
using scopegraft_rt::Awaited;
using scopegraft_rt::sg_rt_awaited;
using scopegraft_rt::sg_rt_thread;
using scopegraft_rt::Thread;

// A frame begins at its handle's address, and the scope is the body's first variable (where the compiler does not tell the frame itself).
constexpr std::ptrdiff_t kLargestFrame = 16 << 10;

bool is_named(std::string_view names, std::string_view name, std::uint64_t& claimed) noexcept {
  for (unsigned i = 0; !names.empty() && i != 64; ++i) {
    const std::string_view one = names.substr(0, names.find('|'));
    names.remove_prefix(one.size() == names.size() ? names.size() : one.size() + 1);
    if (one != name || (claimed >> i & 1) != 0) continue;
    claimed |= std::uint64_t{1} << i;
    return true;
  }
  return false;
}

// Whether the coroutine that begins here does so because the one that suspended last on this thread waits for it.
bool is_awaited(const void* frame, const scopegraft_rt::Site& site, const Thread& thread) noexcept {
  Awaited& awaited = sg_rt_awaited;
  if (awaited.sg_node == nullptr || awaited.sg_outer != thread.sg_node) return false;
  if (!process.arena.contains(awaited.sg_node)) return false;
  if (awaited.sg_names != nullptr) return is_named(awaited.sg_names, site.sg_function, awaited.sg_claimed);
  if (awaited.sg_frame == nullptr) return true;
  const std::ptrdiff_t offset = static_cast<const char*>(frame) - awaited.sg_frame;
  return offset >= 0 && offset < kLargestFrame;
}

ThreadState* current_state(Thread& thread) noexcept {
  if (thread.sg_state != nullptr) return state_of(thread);
  if (thread.sg_busy != 0 || process.phase.load(std::memory_order_acquire) != Phase::kReady) return nullptr;
  const KeepErrno keep;
  const Busy busy(thread);
  return join_thread(thread);
}

std::uint64_t thread_time(const ThreadState& state, std::uint64_t now) noexcept { return now - state.thread->sg_spent; }

void add_active(AsyncScope& scope, const ThreadState& state, std::uint64_t now) noexcept {
  const std::uint64_t length = thread_time(state, now) - scope.sg_entered;
  if (length < ~std::uint64_t{0} >> 1) scope.sg_active += length;
}

using context::End;

// Before its context goes. Null: its site has no group_by, or the run was not measured.
format::Node* group_of(const AsyncScope& scope, const Thread& thread) noexcept {
  if (!scope.sg_measured() || thread.sg_busy != 0 || !process.arena.contains(scope.sg_node_)) return nullptr;
  const format::Node& record = record_of(scope.sg_node_);
  if ((process.sites[record.site].flags & format::kGrouped) == 0) return nullptr;
  const Busy busy(*const_cast<Thread*>(&thread));
  return context::group_of(record, static_cast<const context::Node*>(scope.sg_marks.sg_left() ? scope.sg_context : thread.sg_context));
}

void add_run(const AsyncScope& scope, format::Extension& to, std::uint64_t wall, End how) noexcept {
  to.suspensions += scope.sg_marks.sg_suspensions();
  if (how == End::kAbandoned) ++to.abandoned;
  if (scope.sg_measured()) to.active_time += static_cast<double>(scope.sg_weight) * static_cast<double>(scope.sg_active < wall ? scope.sg_active : wall);
}

void record_end(AsyncScope& scope, ThreadState& state, format::Node* group, End how) noexcept {
  const std::uint64_t end = scope.sg_measured() ? now() : 0;
  format::Node& record = record_of(scope.sg_node_);
  Thread& thread = *state.thread;
  const std::uint64_t was_busy = thread.sg_busy;
  if (was_busy != 0) return;  // inside the runtime itself, in a signal handler: the lock may be held below us
  {
    const Busy busy(thread);
    const Locked locked(lock_of(record));
    if (how == End::kThrew && (process.sites[record.site].flags & format::kTrackExceptions) != 0) ++record.exceptions;
    format::Extension* const extension =
        scope.sg_marks.sg_suspensions() != 0 || scope.sg_measured() ? extension_of(state, record) : nullptr;
    const std::uint64_t length = end - scope.sg_start;
    const std::uint64_t wall = scope.sg_measured() && length > costs.inside && length < ~std::uint64_t{0} >> 1 ? length - costs.inside : 0;
    const MemoryUse memory = scope.sg_measured() ? close_memory(scope) : MemoryUse();
    if (scope.sg_measured()) {
      if (extension != nullptr && memory.known) add_peak(*extension, memory, scope.sg_weight);
      record.last = end;
      record_call(state, record, wall, scope.sg_weight);
      close_arguments(scope, end, how == End::kAbandoned ? 0 : wall);
    }
    if (extension != nullptr) add_run(scope, *extension, wall, how);
    if (group != nullptr) {
      context::add_to_group(state, *group, record, {wall, scope.sg_weight, memory, how == End::kThrew});
      if (format::Extension* const of_group = extension_of(state, *group)) add_run(scope, *of_group, wall, how);
    }
  }
  if (scope.sg_measured()) account(state, end);
}

// The usual end of a run that never suspended, and so began and ends on this thread: an entry in the ring, as a Scope leaves. False:
// not a usual one.
bool end_quickly(const AsyncScope& scope, Thread& thread) noexcept {
  if (!scope.sg_measured()) return false;
  const std::uint64_t unusual = scope.sg_marks.sg_suspensions() | reinterpret_cast<std::uintptr_t>(scope.sg_context) | reinterpret_cast<std::uintptr_t>(thread.sg_context) |
                                reinterpret_cast<std::uintptr_t>(scope.sg_collected) | reinterpret_cast<std::uintptr_t>(scope.sg_span) | thread.sg_busy |
                                static_cast<unsigned char>(*thread.sg_uncaught ^ scope.sg_marks.sg_uncaught());
  if (unusual != 0 || scope.sg_state != thread.sg_state || scope.sg_node_->sg_next != 0) return false;
  const format::Node& record = record_of(scope.sg_node_);
  // Where the rate adapts, the begin of another run may change the gap before the ring is folded: this run's weight is taken now.
  if ((record.flags & format::kAuto) != 0) return false;
  const std::uint64_t end = now(), duration = end - thread.sg_spent - scope.sg_entered;
  if (duration >> 32 != 0 || scope.sg_entered < thread.sg_since) return false;
  append(thread, record, duration, end);
  thread.sg_spent += thread.sg_charge;
  if (__builtin_expect(thread.sg_cursor == thread.sg_ring_end || end >= thread.sg_period_end, 0)) fold(*state_of(thread), thread, end);
  return true;
}

}  // namespace
}  // namespace scopegraft::live

namespace scopegraft_rt {

extern "C" {
__attribute__((tls_model("initial-exec"))) __thread Awaited sg_rt_awaited = {};
}

void sg_rt_awaited_context(void* fresh) noexcept {
  Awaited& awaited = sg_rt_awaited;
  context::Node* const old = static_cast<context::Node*>(awaited.sg_context);
  awaited.sg_context = context::retain(static_cast<context::Node*>(fresh));
  context::release(old);
}

void sg_rt_async_enter(AsyncScope* scope, Site* site, const void* frame) noexcept {
  Thread& thread = sg_rt_thread;
  Node* const outer = thread.sg_node;
  const bool awaited = live::is_awaited(frame, *site, thread);
  const live::Placed call = live::place_call(thread, *site, awaited ? sg_rt_awaited.sg_node : outer);
  scope->sg_begin(call.node, awaited ? outer : call.position, *thread.sg_uncaught);
  if (call.node == nullptr) return;
  thread.sg_node = call.moves ? call.node : call.position;
  if (thread.sg_context != nullptr) scope->sg_marks.sg_set(scopegraft_rt::AsyncMarks::sg_kRunInContext);
  scope->sg_context = thread.sg_context;
  thread.sg_context = context::retain(static_cast<context::Node*>(awaited ? sg_rt_awaited.sg_context : thread.sg_context));
  if (sg_rt_awaited.sg_names == nullptr && sg_rt_awaited.sg_frame != nullptr) sg_rt_awaited.sg_node = nullptr;
  if (call.moves && call.node->sg_calls >= __atomic_load_n(&call.node->sg_next, __ATOMIC_RELAXED)) sg_rt_async_begin(scope);
}

void sg_rt_async_begin(AsyncScope* scope) noexcept {
  if (live::notices_copy()) return;
  live::ThreadState& state = *live::state_of(sg_rt_thread);
  format::Node& record = live::record_of(scope->sg_node_);
  if (__builtin_expect(live::is_stale(state), 0)) {
    live::fold(state, sg_rt_thread, live::now());  // and follows
    if (record.hot.sg_calls < record.hot.sg_next) return;
  }
  if ((record.flags & format::kNever) != 0) return;
  scope->sg_span = scope->sg_values = scope->sg_memory = scope->sg_collected = nullptr;
  scope->sg_active = 0;
  scope->sg_state = sg_rt_thread.sg_state;
  scope->sg_weight = record.gap;
  const sg_u64 now = live::now();
  scope->sg_marks.sg_set(scopegraft_rt::AsyncMarks::sg_kRunMeasured);
  scope->sg_start = now;
  scope->sg_entered = live::thread_time(state, now);
  // Planned now, not at the end: many runs of one coroutine are open at a time. A node whose calls are all measured, and nothing
  // but their time, needs no plan unless it adapts.
  if (record.hot.sg_next == 0 && (record.flags & scopegraft::format::kAuto) == 0) return;
  live::plan_next(record, state.pace, state.random, now, live::budget_of(record));
  live::open_memory(*scope);
  if (__builtin_expect((record.flags & format::kContext) != 0, 0)) context::open(*scope, record.site);
  if (__builtin_expect((record.flags & format::kToldOf) != 0, 0)) collectors::open(*scope);
}

void sg_rt_async_pause(AsyncScope* scope) noexcept {
  live::ThreadState* const state = live::notices_copy() ? nullptr : live::state_of(sg_rt_thread);
  if (state == nullptr) return;
  live::add_active(*scope, *state, live::now());
  live::pause_memory(*scope, *state);
}

void sg_rt_async_resume(AsyncScope* scope) noexcept {
  if (const live::ThreadState* const state = live::state_of(sg_rt_thread)) scope->sg_entered = live::thread_time(*state, live::now());
  live::resume_memory(*scope);
}

void sg_rt_async_move(AsyncScope* scope) noexcept {
  Thread& thread = sg_rt_thread;
  live::ThreadState* const state = live::current_state(thread);
  scope->sg_parent = thread.sg_node;
  if (state == nullptr || !live::process.arena.contains(scope->sg_at)) {
    // No records here, or the child of a fork, whose parent has them: the rest of the coroutine is not seen.
    scope->sg_state = thread.sg_state;
    scope->sg_at = thread.sg_node;
    return;
  }
  if (!live::process.arena.contains(thread.sg_node)) scope->sg_parent = thread.sg_node = &state->root->hot;
  format::Node* place = nullptr;
  if (thread.sg_busy == 0) {
    const live::Busy busy(thread);
    place = live::same_place(*state, live::record_of(scope->sg_at));
  }
  if (place != nullptr) thread.sg_node = &place->hot;
  scope->sg_at = thread.sg_node;
  scope->sg_state = thread.sg_state;
  if (scope->sg_measured()) sg_rt_async_resume(scope);
}

void sg_rt_async_end(AsyncScope* scope) noexcept {
  Thread& thread = sg_rt_thread;
  static_cast<void>(live::notices_copy());
  if (!scope->sg_marks.sg_left()) thread.sg_node = scope->sg_parent;
  if (live::end_quickly(*scope, thread)) return;
  live::ThreadState* const state = live::current_state(thread);
  const bool measured = scope->sg_measured();
  const bool threw = !scope->sg_marks.sg_left() && static_cast<signed char>(*thread.sg_uncaught - scope->sg_marks.sg_uncaught()) > 0;
  const bool abandoned = scope->sg_marks.sg_left() || (scope->sg_marks.sg_is(scopegraft_rt::AsyncMarks::sg_kUnfinished) && !threw);
  const context::End how = threw ? context::End::kThrew : abandoned ? context::End::kAbandoned : context::End::kReturned;
  if (measured && !scope->sg_marks.sg_left() && state != nullptr) {
    live::add_active(*scope, *state, live::now());
    live::pause_memory(*scope, *state);
  }
  scopegraft::format::Node* const group = live::group_of(*scope, thread);
  if (measured && scope->sg_collected != nullptr) collectors::close(*scope, threw);
  if (measured && scope->sg_span != nullptr) context::close(*scope, how);
  if (scope->sg_marks.sg_left()) {
    context::release(static_cast<context::Node*>(scope->sg_context));
  } else {
    context::release(static_cast<context::Node*>(thread.sg_context));
    thread.sg_context = scope->sg_context;
  }
  if (state != nullptr && live::process.arena.contains(scope->sg_node_)) live::record_end(*scope, *state, group, how);
  if (measured) live::close_arguments(*scope, 0, 0);
}

// As the thunks call them, whatever else of their names is in the process.
#if defined(SCOPEGRAFT_RT_ASSEMBLY)
extern "C" {
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_enter_kept(AsyncScope* scope, Site* site, const void* frame) noexcept __attribute__((alias("sg_rt_async_enter")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_begin_kept(AsyncScope* scope) noexcept __attribute__((alias("sg_rt_async_begin")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_pause_kept(AsyncScope* scope) noexcept __attribute__((alias("sg_rt_async_pause")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_resume_kept(AsyncScope* scope) noexcept __attribute__((alias("sg_rt_async_resume")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_move_kept(AsyncScope* scope) noexcept __attribute__((alias("sg_rt_async_move")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_async_end_kept(AsyncScope* scope) noexcept __attribute__((alias("sg_rt_async_end")));
SCOPEGRAFT_LIVE_HIDDEN void sg_rt_awaited_context_kept(void* fresh) noexcept __attribute__((alias("sg_rt_awaited_context")));
}
#endif

}  // namespace scopegraft_rt
