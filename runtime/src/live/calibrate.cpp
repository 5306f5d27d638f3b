#include "live/calibrate.h"

#include <algorithm>
#include <cstddef>

#include "live/clock.h"
#include "live/fold.h"
#include "live/process.h"

namespace scopegraft::live {
namespace {

constexpr unsigned kRounds = 5, kCalls = 64, kAmid = 256;
// What is taken off each measured call is right by a fraction of a nanosecond only as a mean of many: some clocks tick every ten.
constexpr unsigned kBatches = 16;
// A counted call takes a nanosecond or two, and reports multiply it by millions of calls. The processor takes some thousand calls to guess
// all that they do. Always as many, so that the instructions of two runs can be compared.
constexpr unsigned kCountedCalls = 128, kCountedRounds = 400;
constexpr float kGap = 8;
// In a program that does not fit into the caches a sampled call takes several times what it takes here: its code, the records and the
// guesses of the processor are the program's, not its own. An estimate, from LevelDB's db_bench: some 235 ns against some 60 here.
constexpr double kAmidProgram = 4;
constexpr double kFakeCost = 25;  // of a clock that tests drive: it does not move while a call is measured

// A scope reads and changes its thread and its node behind the compiler's back (graft.h); this file does so before its eyes.
struct Seen {
  Seen() noexcept { __asm__ __volatile__("" : : : "memory"); }
  ~Seen() noexcept { __asm__ __volatile__("" : : : "memory"); }
};

[[gnu::noinline]] void call(scopegraft_rt::Site& site) noexcept {
  const Seen seen;
  const scopegraft_rt::Scope scope{site};
  __asm__ __volatile__("");
}

[[gnu::noinline]] void call_bare(scopegraft_rt::Site&) noexcept { __asm__ __volatile__(""); }

// A little work, each step of which waits for the one before: the processor does some of what measuring takes beside the work of a
// function, and all of it only when there is none.
constexpr unsigned kWork = 6;

std::uint32_t work(std::uint32_t value) noexcept {
  for (unsigned step = 0; step != kWork; ++step) {
    value = value * 1664525 + 1013904223;
    __asm__ __volatile__("" : "+r"(value));
  }
  return value;
}

[[gnu::noinline]] std::uint32_t call_working(scopegraft_rt::Site& site, std::uint32_t value) noexcept {
  const Seen seen;
  const scopegraft_rt::Scope scope{site};
  return work(value);
}

// The work alone, without the calls around it: those are no part of what is between the clock reads.
[[gnu::noinline]] std::uint32_t work_often(std::uint32_t value, unsigned times) noexcept {
  for (unsigned i = 0; i != times; ++i) value = work(value);
  return value;
}

// Ticks of a few calls, the best of a few rounds; `before` runs ahead of each.
template <typename Before, typename Call>
double ticks(unsigned calls, Before&& before, Call&& one, unsigned rounds = kRounds) noexcept {
  std::uint64_t best = ~std::uint64_t{0};
  for (unsigned round = 0; round != rounds; ++round) {
    before();
    const std::uint64_t begin = now();
    for (unsigned i = 0; i != calls; ++i) one();
    best = std::min(best, now() - begin);
  }
  return static_cast<double>(best);
}

// Of one call, as the processor makes it that knows it well.
template <typename Call>
double settled_ticks(Call&& one) noexcept {
  return ticks(kCountedCalls, [] {}, one, kCountedRounds) / kCountedCalls;
}

// The sum and number of the durations in a ring, without what an interrupt stretched.
struct Durations {
  double sum = 0, count = 0;

  void add(std::uint64_t* begin, std::uint64_t* end) noexcept {
    if (begin == end) return;
    for (std::uint64_t* entry = begin; entry != end; ++entry) *entry &= 0xffffffff;
    std::sort(begin, end);
    const std::uint64_t limit = begin[(end - begin) / 2] * 2;
    for (std::uint64_t* entry = begin; entry != end && *entry <= limit; ++entry, ++count) sum += static_cast<double>(*entry);
  }
  // Whole ticks of their mean that are more than the work.
  [[nodiscard]] std::uint64_t beside(double work) const noexcept { return count == 0 ? 0 : static_cast<std::uint64_t>(std::max(0.0, sum / count - work) + 0.5); }
};

}  // namespace

// The linker makes a `lea` of the `add` that finds a thread's variable in an executable, and g++ looks at the flags of that `add`
// where it checks for null: a false alarm of -fsanitize=null.
__attribute__((no_sanitize("null"))) void calibrate() noexcept {
  costs = {};
  costs.period = ~std::uint64_t{0};
  if (clock_in_use.kind == ClockKind::kFake) return void(costs.measured = costs.sampled = kFakeCost);
  // A small arena of its own: index 0 means none.
  alignas(format::kUnit) static struct {
    char unit_0[format::kUnit];
    format::Node parent, child;
    std::uint32_t histogram[format::kOctaves];
    std::uint64_t counts[format::kSteps];
  } scratch;
  static ThreadState state;
  static format::Thread record;
  static std::uint64_t ring[kAmid + 2];
  static scopegraft_rt::Node* table[1] = {&scratch.child.hot};
  static scopegraft_rt::Node* last[2] = {&scratch.child.hot, &scratch.child.hot};
  scratch = {};
  format::Node &parent = scratch.parent, &child = scratch.child;
  parent.hot.sg_children_key = 1;
  child.hot.sg_children_key = std::uint64_t{offsetof(decltype(scratch), child) / format::kUnit} << 32;
  child.hot.sg_key = parent.hot.sg_children_key + 1;
  child.parent = offsetof(decltype(scratch), parent) / format::kUnit;
  child.gap = 1;
  child.histogram = offsetof(decltype(scratch), histogram) / format::kUnit;
  for (std::uint32_t& group : scratch.histogram) group = offsetof(decltype(scratch), counts) / format::kUnit;
  record = {};
  state.record = &record;
  state.base = reinterpret_cast<char*>(&scratch);
  state.reach = sizeof scratch;
  state.ring = ring;
  state.table = table;
  state.table_size = 1;
  state.last = last;
  state.known = 2;

  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  const scopegraft_rt::Thread before = thread;
  thread.sg_node = &parent.hot;
  thread.sg_table = table;
  thread.sg_last = last;
  thread.sg_known = 2;
  thread.sg_state = &state;
  thread.sg_base = state.base;
  state.thread = &thread;
  thread.sg_cursor = ring;
  thread.sg_ring_end = ring + kAmid + 1;  // never full
  thread.sg_since = 0;
  thread.sg_period_end = ~std::uint64_t{0};
  thread.sg_busy = 0;  // signal handlers of this thread may count here: scratch
  scopegraft_rt::Site site("", "", 0, 0, "");
  site.sg_id = 1;

  const auto nothing = [] {};
  const auto empty_ring = [&] { thread.sg_cursor = ring; };
  const auto scoped = [&] { call(site); };
  const double bare = settled_ticks([&] { call_bare(site); });
  child.hot.sg_next = ~std::uint64_t{0};
  costs.counted = std::max(0.0, settled_ticks(scoped) - bare);

  child.hot.sg_next = 0;
  const double ends = ticks(kCalls, empty_ring, scoped) / kCalls - bare;
  costs.folding = ticks(1, [&] { std::fill_n(ring, kCalls, child.hot.sg_children_key | 100); thread.sg_cursor = ring + kCalls; },
                        [&] { fold(state, thread, 0); }) / kCalls;
  costs.measured = std::max(1.0, ends + costs.folding);

  // What lies between the two clock reads, beside a function's work.
  std::uint32_t value = 1;
  const double worked = ticks(1, nothing, [&] { value = work_often(value, kCalls); }) / kCalls;
  const auto working = [&] { value = call_working(site, value); };
  const auto durations_of = [&](unsigned calls) {
    Durations all;
    for (unsigned batch = 0; batch != kBatches; ++batch) {
      empty_ring();
      for (unsigned i = 0; i != calls; ++i) working();
      all.add(ring, thread.sg_cursor);
    }
    return all;
  };
  const double with_work = ticks(kCalls, empty_ring, working) / kCalls - bare - worked;
  costs.inside = durations_of(kCalls).beside(worked);
  costs.charge = static_cast<std::uint64_t>(std::clamp(with_work, 1.0, std::max(1.0, ends)));  // fold() adds what it takes itself

  // Amid calls that are counted only, at random, as the processor finds them.
  child.gap = kGap;
  child.hot.sg_next = child.hot.sg_calls + 1;
  for (unsigned round = 0; round != kRounds; ++round) {
    empty_ring();
    const std::uint64_t begin = now();
    for (unsigned i = 0; i != kAmid; ++i) scoped();
    const double all = static_cast<double>(now() - begin) - kAmid * (bare + costs.counted);
    const auto measured = static_cast<double>(std::max<std::ptrdiff_t>(thread.sg_cursor - ring, 1));
    costs.sampled = round == 0 ? all / measured : std::min(costs.sampled, all / measured);
  }
  costs.sampled = kAmidProgram * std::max(costs.measured, costs.sampled + costs.folding);
  costs.inside_sampled = durations_of(kAmid).beside(worked);
  thread = before;
}

}  // namespace scopegraft::live
