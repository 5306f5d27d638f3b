#include "live/thread.h"

#include <cxxabi.h>
#include <sys/prctl.h>

#include <new>

#include "collect/gather.h"
#include "live/changes.h"
#include "live/fold.h"
#include "live/process.h"
#include "live/tree.h"

namespace scopegraft::live {

constinit scopegraft_rt::Node empty_node{~std::uint64_t{0}, 0, 0, ~std::uint64_t{0}};
constinit scopegraft_rt::Node* const empty_table[1] = {&empty_node};

namespace {

constinit const unsigned kNothingUncaught = 0;

constinit scopegraft_rt::Node nowhere{~std::uint64_t{0}, 0, 0, ~std::uint64_t{0}};

}  // namespace
}  // namespace scopegraft::live

// Constant-initialised, so that a call before anything else of this library has run finds it ready.
namespace scopegraft_rt {
extern "C" {
// `used`: link-time optimisation does not see who names it in assembly. What a counted call reads lies in one line of a cache.
__attribute__((tls_model("initial-exec"), used, aligned(64))) __thread Thread sg_rt_thread = {
    &scopegraft::live::nowhere, scopegraft::live::empty_table, 0, &scopegraft::live::kNothingUncaught, nullptr, nullptr, nullptr, 0,
    nullptr, nullptr, 0, 0, ~sg_u64{0}, 0, 0, nullptr};
}
}  // namespace scopegraft_rt

namespace scopegraft::live {
namespace {

// Its second word counts the exceptions in flight (Itanium C++ ABI, 2.2.2); asking the ABI once per thread saves a call per scope.
const unsigned* uncaught_counter() noexcept {
  return reinterpret_cast<const unsigned*>(reinterpret_cast<const char*>(abi::__cxa_get_globals()) + sizeof(void*));
}

ThreadState* new_state() noexcept {
  void* const memory = map_private(sizeof(ThreadState));
  if (memory == nullptr) return nullptr;
  auto* const state = ::new (memory) ThreadState;
  format::Block* const block = process.arena.add_block(format::BlockType::kThread, sizeof *block + sizeof(format::Thread), 0, Room::kLast);
  if (block == nullptr) return nullptr;
  state->record = reinterpret_cast<format::Thread*>(block + 1);
  {
    const Locked locked(process.threads_lock);
    state->record->index = ++process.thread_count;
  }
  state->random.state = (now() * 0x9e3779b97f4a7c15) ^ (std::uint64_t{state->record->index} << 32) ^ 0x5bf03635;
  state->base = const_cast<char*>(process.arena.base());
  state->reach = process.arena.reserved();
  if (!plant_root(*state)) return nullptr;
  state->ring = static_cast<std::uint64_t*>(take_pool(*state, ThreadState::kRing * sizeof(std::uint64_t), Room::kLast));
  if (state->ring == nullptr) return nullptr;
  state->record->ring = process.arena.index_of(state->ring);
  state->record->ring_size = ThreadState::kRing;
  const Locked locked(process.threads_lock);
  state->next = process.threads;
  process.threads = state;
  return state;
}

ThreadState* free_state() noexcept {
  const Locked locked(process.threads_lock);
  ThreadState* const state = process.free_threads;
  if (state != nullptr) process.free_threads = state->next_free;
  return state;
}

}  // namespace

scopegraft_rt::Node* no_position() noexcept { return &nowhere; }

void reset_thread(scopegraft_rt::Thread& thread) noexcept {
  thread.sg_node = &nowhere;
  thread.sg_known = 0;
  thread.sg_mask = 0;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);  // as in begin_busy
  thread.sg_table = empty_table;
  thread.sg_state = nullptr;
  thread.sg_since = ~std::uint64_t{0};
}

ThreadState* join_thread(scopegraft_rt::Thread& thread) noexcept {
  thread.sg_uncaught = uncaught_counter();
  ThreadState* state = free_state();
  if (state == nullptr) state = new_state();
  if (state == nullptr) {
    __atomic_fetch_add(&process.arena.header().dropped_threads, 1, __ATOMIC_RELAXED);
    return nullptr;
  }
  state->thread = &thread;
  if (is_stale(*state)) adopt_changes(*state);
  const std::uint64_t tick = now();
  start_pace(state->pace, tick);
  thread.sg_base = state->base;
  thread.sg_cursor = state->ring;
  thread.sg_ring_end = state->ring + ThreadState::kRing;
  thread.sg_spent = state->record->overhead;
  thread.sg_charge = costs.charge;
  thread.sg_since = tick - thread.sg_spent;
  thread.sg_period_end = state->period_end = tick + costs.period;
  state->far_calls = {};
  format::Thread& record = *state->record;
  record.id = static_cast<std::uint64_t>(raw_call(SYS_gettid));
  record.process = process.arena.header().process;
  ::prctl(PR_GET_NAME, record.name);
  record.running = 1;
  __atomic_store_n(&record.used_by, record.used_by + 1, __ATOMIC_RELEASE);
  thread.sg_state = state;
  ::pthread_setspecific(process.key, &thread);
  return state;
}

void leave_thread(scopegraft_rt::Thread& thread) noexcept {
  const KeepErrno keep;
  ThreadState* const state = state_of(thread);
  if (state == nullptr) return;
  fold(*state, thread, now());
  thread.sg_busy = 1;
  ::prctl(PR_GET_NAME, state->record->name);
  state->record->running = 0;
  state->frame_count = state->context_count = 0;
  collectors::forget(*state);
  state->thread = nullptr;
  reset_thread(thread);
  {
    const Locked locked(process.threads_lock);
    state->next_free = process.free_threads;
    process.free_threads = state;
  }
  thread.sg_busy = 0;
}

void begin_busy(scopegraft_rt::Thread& thread) noexcept {
  thread.sg_busy = 1;
  thread.sg_known = 0;
  // Mask before table: in between, a handler looks at slot 0 of the thread's table. Partner: a signal handler in this thread.
  thread.sg_mask = 0;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  thread.sg_table = empty_table;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

void end_busy(scopegraft_rt::Thread& thread) noexcept {
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  if (const ThreadState* const state = state_of(thread)) {
    // Table before mask: in between, a handler looks at slot 0 of the new table, which is only a miss or a hit.
    thread.sg_table = state->table;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    thread.sg_mask = state->table_size - 1;
    thread.sg_last = state->last;  // before how many it has, likewise
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    thread.sg_known = state->known;
  }
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  thread.sg_busy = 0;
}

Busy::Busy(scopegraft_rt::Thread& thread) noexcept : thread_(thread), outermost_(thread.sg_busy == 0) { begin_busy(thread_); }
Busy::~Busy() {
  if (outermost_) end_busy(thread_);
}

}  // namespace scopegraft::live
