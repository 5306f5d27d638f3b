#include "live/calibrate.h"

#include <algorithm>

#include "live/clock.h"
#include "live/measure.h"
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
  if (clock_in_use.kind == ClockKind::kFake) return void(costs.measured = kFakeCost);
  alignas(format::kUnit) static format::Node parent, child;
  static ThreadState state;
  static format::Thread record;
  static scopegraft_rt::Node* table[1] = {&child.hot};
  parent = child = {};
  child.hot.sg_key = parent.hot.sg_children_key = 1;
  child.histogram = format::kFailed;
  record = {};
  state.record = &record;

  scopegraft_rt::Thread& thread = scopegraft_rt::sg_rt_thread;
  const scopegraft_rt::Thread before = thread;
  thread.sg_node = &parent.hot;
  thread.sg_table = table;
  thread.sg_state = &state;
  thread.sg_busy = 0;  // signal handlers of this thread may count here: scratch
  scopegraft_rt::Site site("", "", 0, 0, "");

  const double bare = ticks([&] { call_bare(site); });
  child.hot.sg_next = ~std::uint64_t{0};
  costs.counted = std::max(0.0, ticks([&] { call(site); }) - bare);
  child.hot.sg_next = 0;
  child.gap = 1;
  const double measured = ticks([&] {
    call(site);
    child.hot.sg_next = 0;
  });
  child.measured = 0;
  child.time = child.weight = 0;
  record.overhead = 0;
  for (unsigned i = 0; i != kCalls; ++i) {
    call(site);
    child.hot.sg_next = 0;
  }
  costs.measured = std::max(1.0, measured - bare);
  costs.inside = static_cast<std::uint64_t>(child.time / static_cast<double>(std::max<std::uint64_t>(child.measured, 1)));
  costs.outside = static_cast<std::uint64_t>(std::max(0.0, costs.measured - static_cast<double>(costs.inside)));
  thread = before;
}

}  // namespace scopegraft::live
