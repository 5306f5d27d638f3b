#include "live/fold.h"

#include <algorithm>

#include "live/arguments.h"
#include "live/changes.h"
#include "live/histogram.h"
#include "live/measure.h"
#include "live/memory.h"
#include "live/process.h"
#include "live/sampling.h"
#include "live/shared.h"
#include "live/trace.h"

namespace scopegraft::live {
namespace {

std::uint64_t whole(float weight, Random& random) noexcept {
  const auto floor = static_cast<std::uint64_t>(weight);
  const double rest = static_cast<double>(weight) - static_cast<double>(floor);
  return rest > 0 && random.uniform() <= rest ? floor + 1 : floor;
}

// Measured calls of one node, each of which stands for itself only.
struct Durations {
  std::uint64_t count = 0, sum = 0, least = ~std::uint64_t{0}, most = 0;
  double squares = 0;
  void add(std::uint64_t duration) noexcept {
    const auto exact = static_cast<double>(duration);
    ++count;
    sum += duration;
    least = std::min(least, duration);
    most = std::max(most, duration);
    squares += exact * exact;
  }
};

void add(format::Node& node, const Durations& all) noexcept {
  if (node.measured == 0 || all.least < node.time_min) node.time_min = all.least;
  if (all.most > node.time_max) node.time_max = all.most;
  add_shared(node.time, all.sum);
  node.time_squared += all.squares;
  add_shared(node.measured, all.count);
}

void add(format::Node& node, std::uint64_t duration) noexcept {
  Durations one;
  one.add(duration);
  add(node, one);
}

std::uint64_t index_of(std::uint64_t entry) noexcept { return entry >> 32; }

std::uint64_t inside_of(const format::Node& node) noexcept {
  // As at its begin and end: the clock waits where not every call is measured by itself, and where more than the time is.
  return node.gap > 1 || (node.flags & format::kExtras) != 0 ? costs.inside_sampled : costs.inside;
}
std::uint64_t without(std::uint64_t inside, std::uint64_t duration) noexcept { return duration > inside ? duration - inside : 0; }

// Entries of one node, one behind the other as loops leave them: added up in registers. Gives the first that is not done: another
// node's, or one whose place in the histogram is not there yet.
std::uint64_t* fold_run(const ThreadState& state, format::Node& node, std::uint64_t* entry, const std::uint64_t* end) noexcept {
  if (node.histogram - 1 >= format::kFailed - 1) return entry;
  const std::uint64_t index = index_of(*entry), inside = inside_of(node), scale = ns_per_tick();
  Durations all;
  do {
    const std::uint64_t duration = without(inside, *entry & 0xffffffff);
    const auto [octave, step] = place_in_histogram(static_cast<std::uint64_t>((static_cast<Wide>(duration) * scale) >> 32));
    std::uint64_t* const counts = histogram_group(state, node, octave);
    if (__builtin_expect(counts == nullptr, 0)) break;
    ++counts[step];
    all.add(duration);
  } while (++entry != end && index_of(*entry) == index);
  if (all.count != 0) add(node, all);
  return entry;
}

void end_of_period(ThreadState& state, std::uint64_t tick) noexcept {
  constexpr std::uint64_t kSweepNs = 50'000'000;
  const KeepErrno keep;
  end_period(state.pace, tick);
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

std::uint64_t without_inside(const format::Node& node, std::uint64_t duration) noexcept { return without(inside_of(node), duration); }

void fold(ThreadState& state, scopegraft_rt::Thread& thread, std::uint64_t now) noexcept {
  const Busy busy(thread);
  std::uint64_t* const end = thread.sg_cursor;
  const std::uint64_t begin = live::now();
  const auto node_of = [&](std::uint64_t entry) -> format::Node& {
    return *reinterpret_cast<format::Node*>(state.base + index_of(entry) * format::kUnit);
  };
  const auto fold_some = [&](format::Node& node, std::uint64_t* entry) {
    std::uint64_t* next = fold_run(state, node, entry, end);
    if (__builtin_expect(next == entry, 0)) {
      const std::uint64_t duration = without_inside(node, *next++ & 0xffffffff);
      add_to_histogram(state, node, to_ns(duration), 1);
      add(node, duration);
    }
    return next;
  };
  std::uint64_t sampled = 0;
  bool adapts = false;
  for (std::uint64_t* entry = state.ring; entry != end;) {
    if (__builtin_expect(*entry == 0, 0)) {  // a signal handler folded it already (append)
      ++entry;
      continue;
    }
    format::Node& node = node_of(*entry);
    adapts |= (node.flags & format::kAuto) != 0;
    if (__builtin_expect((node.flags & format::kNever) != 0, 0)) {  // made due by a change of the settings that came while it ran
      node.open = 0;
      ++entry;
    } else if (node.gap > 1) {
      record_call(state, node, without_inside(node, *entry++ & 0xffffffff), node.gap);
      ++sampled;
    } else if (__builtin_expect((node.flags & format::kShared) != 0, 0)) {
      const Locked locked(lock_of(node));
      const std::uint64_t before = node.time;
      entry = fold_some(node, entry);
      node.last = now;
      if (format::Extension* const extension = extension_of(state, node)) extension->active_time += static_cast<double>(node.time - before);
    } else {
      entry = fold_some(node, entry);
    }
  }
  // Gaps change when all calls that were measured with the old ones have their weight.
  if (adapts) {
    for (const std::uint64_t* entry = state.ring; entry != end; ++entry) {
      if (__builtin_expect(*entry == 0, 0)) continue;
      format::Node& node = node_of(*entry);
      if ((node.flags & format::kAuto) != 0 && node.adapted_at != now) plan_next(node, state.pace, state.random, now, budget_of(node));
    }
  }
  std::fill(state.ring, end, 0);
  thread.sg_cursor = state.ring;
  const auto all = static_cast<double>(end - state.ring);
  // Nodes that are seldom met are seldom in the caches: folding them takes longer than in the calibration.
  const double longer = static_cast<double>(live::now() - begin) - all * costs.folding;
  state.pace.spent += all * costs.measured + static_cast<double>(sampled) * (costs.sampled - costs.measured) + std::max(0.0, longer);
  if (__builtin_expect(is_stale(state), 0)) adopt_changes(state);
  if (now >= thread.sg_period_end) {
    end_of_period(state, now);
    thread.sg_period_end = now + costs.period;
  }
  thread.sg_spent += live::now() - begin;
  state.record->overhead = thread.sg_spent;
}

double budget_of(const format::Node& node) noexcept {
  return (node.flags & format::kAuto) != 0 && node.site != 0 ? process.sites[node.site].budget : 0;
}

void record_call(ThreadState& state, format::Node& node, std::uint64_t duration, float stands_for) noexcept {
  const double weight = static_cast<double>(stands_for), more = weight - 1, length = static_cast<double>(duration);
  add_to_histogram(state, node, to_ns(duration), whole(stands_for, state.random));
  add(node, duration);
  if (more <= 0) return;
  add_shared(node.more_weight, more);
  node.more_weight_squared += weight * weight - 1;
  add_shared(node.more_time, more * length);
  node.more_time_squared += more * length * length;
}

void account(ThreadState& state, std::uint64_t now) noexcept {
  scopegraft_rt::Thread& thread = *state.thread;
  thread.sg_spent += thread.sg_charge;
  state.pace.spent += costs.sampled;
  if (now >= thread.sg_period_end) fold(state, thread, now);
}

void fold_one(ThreadState& state, format::Node& node, std::uint64_t end, std::uint64_t duration) noexcept {
  if ((node.flags & format::kExtras) != 0) {
    close_arguments(state, node, end, without_inside(node, duration));
    if ((node.flags & format::kTraced) != 0) trace_call(state, node, end, without_inside(node, duration));
  }
  node.last = end;
  // This call was made due by a change of the settings, not by chance: it must not stand for others.
  if (__builtin_expect(is_stale(state), 0)) {
    node.open = 0;  // a reader takes a node without measured calls for one whose call is open
    account(state, end);
    return fold(state, *state.thread, end);  // what waits in the ring has the weight of the old rate; then it follows
  }
  if (__builtin_expect((node.flags & format::kNever) != 0, 0)) {  // the same, for a change that this thread follows already
    node.open = 0;
    node.hot.sg_next = ~std::uint64_t{0};
    return account(state, end);
  }
  record_call(state, node, without_inside(node, duration), node.gap);
  account(state, end);
  plan_next(node, state.pace, state.random, end, budget_of(node));
  if (__builtin_expect(is_stale(state), 0)) fold(state, *state.thread, end);
}

}  // namespace scopegraft::live
