#include "live/calibrate.h"

#include <algorithm>
#include <cstddef>

#include "live/clock.h"
#include "live/process.h"

namespace scopegraft::live {
namespace {

constexpr unsigned kRounds = 5, kCalls = 64;
constexpr double kFakeCost = 25;  // of a clock that tests drive: it does not move while a call is measured

[[gnu::noinline]] void call(scopegraft_rt::Site& site) noexcept {
  const scopegraft_rt::Scope scope{site};
  __asm__ __volatile__("");
}

[[gnu::noinline]] void call_bare(scopegraft_rt::Site&) noexcept { __asm__ __volatile__(""); }

// Ticks per call, the best of a few rounds.
template <typename Call>
double ticks(Call&& one) noexcept {
  std::uint64_t best = ~std::uint64_t{0};
  for (unsigned round = 0; round != kRounds; ++round) {
    const std::uint64_t begin = now();
    for (unsigned i = 0; i != kCalls; ++i) one();
    best = std::min(best, now() - begin);
  }
  return static_cast<double>(best) / kCalls;
}

}  // namespace

void calibrate() noexcept {
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
  static std::uint64_t ring[kCalls];
  static scopegraft_rt::Node* table[1] = {&scratch.child.hot};
  scratch = {};
  format::Node &parent = scratch.parent, &child = scratch.child;
  parent.hot.sg_children_key = 1;
  child.hot.sg_children_key = std::uint64_t{offsetof(decltype(scratch), child) / format::kUnit} << 32;
  child.hot.sg_key = parent.hot.sg_children_key;
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

  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  const scopegraft_rt::Thread before = thread;
  thread.sg_node = &parent.hot;
  thread.sg_table = table;
  thread.sg_state = &state;
  state.thread = &thread;
  thread.sg_cursor = ring;
  thread.sg_ring_end = ring + kCalls;
  thread.sg_since = 0;
  thread.sg_period_end = ~std::uint64_t{0};
  thread.sg_busy = 0;  // signal handlers of this thread may count here: scratch
  scopegraft_rt::Site site("", "", 0, 0, "");

  const double bare = ticks([&] { call_bare(site); });
  child.hot.sg_next = ~std::uint64_t{0};
  costs.counted = std::max(0.0, ticks([&] { call(site); }) - bare);
  child.hot.sg_next = 0;
  costs.measured = std::max(1.0, ticks([&] { call(site); }) - bare);
  costs.inside = child.time_min;
  child.gap = 8;
  costs.sampled = std::max(costs.measured, ticks([&] {
    child.hot.sg_next = 1;
    call(site);
  }) - bare);
  costs.charge = static_cast<std::uint64_t>(costs.measured);
  thread = before;
}

}  // namespace scopegraft::live
