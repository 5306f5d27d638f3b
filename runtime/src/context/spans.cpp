#include "context/spans.h"

#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <climits>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>

#include "context/spans_file.h"
#include "live/process.h"
#include "scopegraft/span_receiver.h"

namespace scopegraft::context {
namespace {

using live::Locked;
using live::process;
using live::SpinLock;

constexpr std::uint32_t kQueue = 1 << 13;

// Ended spans between the threads of the program and whoever writes. Under `lock`, for a few instructions.
struct Queue {
  SpinLock lock;
  EndedSpan* spans = nullptr;
  std::uint32_t first = 0, count = 0;
};

constinit Queue queue;
constinit SpansFile file(Encoding::json), binary_file(Encoding::protobuf);
constinit std::atomic<Encoding> encoding{Encoding::json};
constinit pthread_mutex_t file_lock = PTHREAD_MUTEX_INITIALIZER;  // held while lines are made and written
constinit std::atomic<std::uint64_t> ended{0}, written{0}, lost{0};
constinit std::atomic<std::uint32_t> batch{512};
constinit std::atomic<std::uint64_t> batch_ns{5'000'000'000};
constinit std::atomic<bool> running{false}, finished{false};
constinit SpanReceiver receiver;  // written once, before the state says so
enum class Receiver : int { kNone, kComing, kThere };
constinit std::atomic<Receiver> receiver_state{Receiver::kNone};
// What the writer sleeps on: 0 it is awake, 1 until there is anything, 2 until there is a batch.
constinit std::atomic<std::uint32_t> asleep{0};

__thread std::uint64_t random_state;

std::uint64_t random_id() noexcept {
  // xorshift64* (Vigna, 2016), seeded by the kernel; a forked child seeds anew.
  while (random_state == 0)
    if (live::raw_call(SYS_getrandom, &random_state, sizeof random_state, 1U) != sizeof random_state)
      random_state = live::now() ^ (static_cast<std::uint64_t>(live::raw_call(SYS_gettid)) << 40) ^ reinterpret_cast<std::uintptr_t>(&random_state);
  std::uint64_t id = 0;
  while (id == 0) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    id = random_state * 0x2545f4914f6cdd1d;
  }
  return id;
}

void wake(std::uint32_t from) noexcept {
  if (!asleep.compare_exchange_strong(from, 0, std::memory_order_acq_rel)) return;
  live::raw_call(SYS_futex, &asleep, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

// Waits while `asleep` is `value`; at most `ns`, 0: for ever.
void sleep_on(std::uint32_t value, std::uint64_t ns) noexcept {
  timespec limit{static_cast<time_t>(ns / 1'000'000'000), static_cast<long>(ns % 1'000'000'000)};
  live::raw_call(SYS_futex, &asleep, FUTEX_WAIT_PRIVATE, value, ns == 0 ? nullptr : &limit, nullptr, 0);
}

std::uint32_t queued() noexcept {
  const Locked locked(queue.lock);
  return queue.count;
}

std::vector<EndedSpan> take(std::uint32_t most) {
  std::vector<EndedSpan> out;
  out.reserve(most);
  const Locked locked(queue.lock);
  for (; queue.count != 0 && out.size() != most; --queue.count) {
    out.push_back(queue.spans[queue.first]);
    queue.first = (queue.first + 1) % kQueue;
  }
  return out;
}

void count_lost(std::uint64_t spans) noexcept {
  lost.fetch_add(spans, std::memory_order_relaxed);
  if (process.phase.load(std::memory_order_acquire) == live::Phase::kReady)
    __atomic_fetch_add(&process.arena.header().dropped_spans, spans, __ATOMIC_RELAXED);
}

// False: the file that was asked for did not take them.
bool hand_over(const std::vector<EndedSpan>& spans) {
  const bool is_received = receiver_state.load(std::memory_order_acquire) == Receiver::kThere;
  const bool is_binary = encoding.load(std::memory_order_relaxed) == Encoding::protobuf;
  const std::string message = is_received || is_binary ? request_message(spans) : std::string();
  bool good = true;
  if (!is_received || SpansFile::is_named()) good = is_binary ? binary_file.write(message) : file.write(request_line(spans));
  if (is_received)
    receiver.receive(std::string_view(message).substr(kMessageSize), spans.size());
  else if (good)
    written.fetch_add(spans.size(), std::memory_order_relaxed);
  return good;
}

enum class Which { kFullBatches, kAll };
void write_queued(Which which) noexcept {
  ::pthread_mutex_lock(&file_lock);
  try {
    for (;;) {
      const std::uint32_t most = batch.load(std::memory_order_relaxed);
      if (which == Which::kFullBatches && queued() < most) break;
      const std::vector<EndedSpan> spans = take(most);
      if (spans.empty()) break;
      bool good = false;
      try {
        good = hand_over(spans);
      } catch (const std::bad_alloc&) {
      }
      for (const EndedSpan& span : spans) {
        release(span.span);
        release(span.fields);
      }
      if (!good) count_lost(spans.size());
    }
  } catch (const std::bad_alloc&) {  // no memory to take them: they stay queued
  }
  ::pthread_mutex_unlock(&file_lock);
}

void* run_writer(void*) noexcept {
  scopegraft_rt::sg_rt_thread.sg_busy = 1;  // what it calls is not the program's
  ::pthread_setname_np(::pthread_self(), "scopegraft");
  for (;;) {
    asleep.store(1, std::memory_order_seq_cst);  // partner: the queue's lock in end_span
    while (queued() == 0 && asleep.load(std::memory_order_acquire) == 1) sleep_on(1, 0);
    asleep.store(2, std::memory_order_seq_cst);
    if (queued() < batch.load(std::memory_order_relaxed)) sleep_on(2, batch_ns.load(std::memory_order_relaxed));
    asleep.store(0, std::memory_order_relaxed);
    // Those that end meanwhile wait for others, as every span does; where the time was up for some, all go.
    write_queued(queued() >= batch.load(std::memory_order_relaxed) ? Which::kFullBatches : Which::kAll);
  }
}

void start_writer() noexcept {
  if (running.load(std::memory_order_acquire) || running.exchange(true, std::memory_order_acq_rel)) return;
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);  // the program's signals go to the program's threads
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  ::pthread_attr_setstacksize(&attributes, std::size_t{256} << 10);
  pthread_t thread;
  // Failing is fine: the spans are written at exit, as far as the queue holds them.
  if (::pthread_create(&thread, &attributes, run_writer, nullptr) != 0) running.store(true, std::memory_order_release);
  ::pthread_attr_destroy(&attributes);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace

Node* start_span(Node* parent) noexcept {
  std::uint8_t trace_id[16];
  const Node* const outer = innermost_span(parent);
  if (outer != nullptr) {
    std::memcpy(trace_id, outer->trace_id, sizeof trace_id);
  } else {
    const std::uint64_t high = random_id(), low = random_id();
    std::memcpy(trace_id, &high, sizeof high);
    std::memcpy(trace_id + sizeof high, &low, sizeof low);
  }
  Node* const span = make_span(parent, trace_id, random_id(), outer != nullptr ? outer->trace_flags : 1, outer != nullptr ? outer->value_text() : std::string_view());
  if (span == nullptr) drop_span();
  return span;
}

void end_span(const Node& span, Node* fields, std::uint32_t site, std::uint64_t start, std::uint64_t end, End how) noexcept {
  if ((span.trace_flags & 1) == 0) return;
  ended.fetch_add(1, std::memory_order_relaxed);
  if (finished.load(std::memory_order_acquire)) return count_lost(1);
  EndedSpan record;
  record.span = retain(const_cast<Node*>(&span));
  record.fields = retain(fields);
  record.site = site;
  record.thread = static_cast<std::uint64_t>(live::state_of(scopegraft_rt::sg_rt_thread) != nullptr ? live::state_of(scopegraft_rt::sg_rt_thread)->record->id : 0);
  record.start = start;
  record.end = end;
  record.how = how;
  std::uint32_t count = 0;
  {
    const Locked locked(queue.lock);
    if (queue.spans == nullptr) queue.spans = static_cast<EndedSpan*>(live::map_private(kQueue * sizeof(EndedSpan)));
    if (queue.spans != nullptr && queue.count != kQueue) {
      queue.spans[(queue.first + queue.count) % kQueue] = record;
      count = ++queue.count;
    }
  }
  if (count == 0) {
    release(record.span);
    release(record.fields);
    return count_lost(1);
  }
  start_writer();
  wake(1);
  if (count >= batch.load(std::memory_order_relaxed)) wake(2);
}

void drop_span() noexcept { count_lost(1); }

void set_batch(std::uint32_t spans, double seconds) noexcept {
  batch.store(spans == 0 ? 1 : spans < kQueue ? spans : kQueue, std::memory_order_relaxed);
  batch_ns.store(seconds > 0.001 ? static_cast<std::uint64_t>((seconds < 86400 ? seconds : 86400) * 1e9) : 1'000'000, std::memory_order_relaxed);
}

void set_encoding(Encoding wanted) noexcept { encoding.store(wanted, std::memory_order_relaxed); }

void finish_spans() noexcept {
  if (ended.load(std::memory_order_relaxed) == 0) return;
  finished.store(true, std::memory_order_release);
  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  const live::Busy busy(thread);
  write_queued(Which::kAll);
  if (receiver_state.load(std::memory_order_acquire) == Receiver::kThere && receiver.finish != nullptr) receiver.finish();
}

// The parent writes what it had queued; its nodes stay where they are.
void restart_spans_after_fork() noexcept {
  queue.lock.reset();
  queue.first = queue.count = 0;
  ::new (static_cast<void*>(&file_lock)) pthread_mutex_t PTHREAD_MUTEX_INITIALIZER;
  file.forget(true);
  binary_file.forget(true);
  ended.store(0, std::memory_order_relaxed);
  written.store(0, std::memory_order_relaxed);
  lost.store(0, std::memory_order_relaxed);
  running.store(false, std::memory_order_relaxed);
  asleep.store(0, std::memory_order_relaxed);
  random_state = 0;
}

}  // namespace scopegraft::context

namespace scopegraft {

SpanCounts span_counts() noexcept {
  return {context::ended.load(std::memory_order_relaxed), context::written.load(std::memory_order_relaxed), context::lost.load(std::memory_order_relaxed)};
}

void flush_spans() noexcept {
  if (context::ended.load(std::memory_order_relaxed) == 0) return;
  const live::Busy busy(scopegraft_rt::sg_rt_thread);
  context::write_queued(context::Which::kAll);
}

bool receive_spans(const SpanReceiver& receiver) noexcept {
  context::Receiver state = context::Receiver::kNone;
  if (receiver.receive == nullptr || !context::receiver_state.compare_exchange_strong(state, context::Receiver::kComing, std::memory_order_relaxed)) return false;
  context::receiver = receiver;
  context::receiver_state.store(context::Receiver::kThere, std::memory_order_release);  // partner: the loads where spans are handed over
  return true;
}

void count_received_spans(std::uint64_t delivered, std::uint64_t dropped) noexcept {
  context::written.fetch_add(delivered, std::memory_order_relaxed);
  if (dropped != 0) context::count_lost(dropped);
}

}  // namespace scopegraft
