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
  std::uint64_t sum = 0, least = ~std::uint64_t{0}, most = 0;
  double squares = 0;
  void add(std::uint64_t duration) noexcept {
    const auto exact = static_cast<double>(static_cast<std::int64_t>(duration));  // of an unsigned number it takes a branch
    sum += duration;
    least = std::min(least, duration);
    most = std::max(most, duration);
    squares += exact * exact;
  }
};

[[gnu::always_inline]] inline void add(format::Node& node, const Durations& all, std::uint64_t count) noexcept {
  if (node.measured == 0 || all.least < node.time_min) node.time_min = all.least;
  if (all.most > node.time_max) node.time_max = all.most;
  add_shared(node.time, all.sum);
  node.time_squared += all.squares;
  add_shared(node.measured, count);
}

void add(format::Node& node, std::uint64_t duration) noexcept {
  Durations one;
  one.add(duration);
  add(node, one, 1);
}

std::uint64_t index_of(std::uint64_t entry) noexcept { return entry >> 32; }

std::uint64_t inside_of(const format::Node& node) noexcept {
  // As at its begin and end: the clock waits where not every call is measured by itself, and where more than the time is.
  return node.gap > 1 || (node.flags & format::kExtras) != 0 ? costs.inside_sampled : costs.inside;
}
// At least 0, without a branch: durations of short calls lie around it, and the processor would often guess wrong.
std::uint64_t without(std::uint64_t inside, std::uint64_t duration) noexcept {
  const std::uint64_t rest = duration - inside;
  return rest & ~static_cast<std::uint64_t>(static_cast<std::int64_t>(rest) >> 63);
}

// What the fold of a ring needs at each entry.
struct Folding {
  char* base;
  std::uint64_t inside, ns_per_tick;

  [[nodiscard]] format::Node& node_of(std::uint64_t entry) const noexcept {
    return *reinterpret_cast<format::Node*>(base + index_of(entry) * format::kUnit);
  }
  [[nodiscard]] std::uint64_t duration_of(std::uint64_t entry) const noexcept { return without(inside, entry & 0xffffffff); }
  // The count of the histogram that a duration belongs to. Null: it is not there yet.
  [[nodiscard]] std::uint64_t* count_of(const format::Node& node, std::uint64_t duration) const noexcept {
    const auto [octave, step] = place_in_histogram(static_cast<std::uint64_t>((static_cast<Wide>(duration) * ns_per_tick) >> 32));
    std::uint64_t* const counts = histogram_group(base, node, octave);
    return counts == nullptr ? nullptr : counts + step;
  }

  // The entries of one node, one behind the other as loops leave them, added up in registers. Gives the first that is not done:
  // another node's, or one whose count is not there yet.
  [[gnu::always_inline]] std::uint64_t* run(format::Node& node, std::uint64_t* entry, const std::uint64_t* end) const noexcept {
    const std::uint64_t* const first = entry;
    const std::uint64_t index = index_of(*entry);
    Durations all;
    do {
      const std::uint64_t duration = duration_of(*entry);
      std::uint64_t* const count = count_of(node, duration);
      if (__builtin_expect(count == nullptr, 0)) break;
      ++*count;
      all.add(duration);
    } while (++entry != end && index_of(*entry) == index);
    if (__builtin_expect(entry != first, 1)) add(node, all, static_cast<std::uint64_t>(entry - first));
    return entry;
  }
};

bool has_histogram(const format::Node& node) noexcept { return node.histogram - 1 < format::kFailed - 1; }

// Each of its calls stands for itself, and only its time is measured.
bool is_usual(const format::Node& node) noexcept {
  return (node.flags & (format::kNever | format::kShared | format::kExtras)) == 0 && node.gap <= 1 && has_histogram(node);
}

// All entries up to one that is not usual, or whose count is not there yet: that one is given. A function of its own, for its registers.
[[gnu::noinline]] std::uint64_t* fold_usual(const Folding folding, std::uint64_t* entry, const std::uint64_t* end, std::uint32_t& flags) noexcept {
  while (entry != end) {
    if (__builtin_expect(*entry == 0, 0)) {  // a signal handler folded it already (append)
      ++entry;
      continue;
    }
    format::Node& node = folding.node_of(*entry);
    flags |= node.flags;
    if (__builtin_expect(!is_usual(node), 0)) break;
    std::uint64_t* const next = folding.run(node, entry, end);
    if (__builtin_expect(next == entry, 0)) break;
    entry = next;
  }
  return entry;
}

void fold_alone(ThreadState& state, format::Node& node, std::uint64_t entry) noexcept {
  const std::uint64_t duration = without_inside(node, entry & 0xffffffff);
  add_to_histogram(state, node, to_ns(duration), 1);
  add(node, duration);
}

// One entry or some, of a node that is not usual, or one whose count is not there yet. Gives the first that is not done.
std::uint64_t* fold_unusual(ThreadState& state, const Folding& folding, format::Node& node, std::uint64_t* entry, const std::uint64_t* end, std::uint64_t now,
                            std::uint64_t& sampled) noexcept {
  if ((node.flags & format::kNever) != 0) {  // made due by a change of the settings that came while it ran
    node.open = 0;
  } else if (node.gap > 1) {
    record_call(state, node, without_inside(node, *entry & 0xffffffff), node.gap);
    ++sampled;
  } else if ((node.flags & format::kShared) != 0) {
    const Locked locked(lock_of(node));
    const std::uint64_t before = node.time;
    std::uint64_t* next = entry;
    if ((node.flags & format::kExtras) == 0 && has_histogram(node)) next = folding.run(node, entry, end);
    if (next == entry) fold_alone(state, node, *next++);
    node.last = now;
    if (format::Extension* const extension = extension_of(state, node)) extension->active_time += static_cast<double>(node.time - before);
    return next;
  } else {
    fold_alone(state, node, *entry);
  }
  return entry + 1;
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
  begin_far_calls(state.far_calls, beat(tick), process.arena.header());
}

}  // namespace

std::uint64_t without_inside(const format::Node& node, std::uint64_t duration) noexcept { return without(inside_of(node), duration); }

void fold(ThreadState& state, scopegraft_rt::Thread& thread, std::uint64_t now) noexcept {
  const Busy busy(thread);
  std::uint64_t* const end = thread.sg_cursor;
  const std::uint64_t begin = live::now();
  const Folding folding{state.base, costs.inside, ns_per_tick()};
  std::uint64_t sampled = 0;
  std::uint32_t flags = 0;
  std::uint64_t* entry = state.ring;
  while ((entry = fold_usual(folding, entry, end, flags)) != end) entry = fold_unusual(state, folding, folding.node_of(*entry), entry, end, now, sampled);
  // Gaps change when all calls that were measured with the old ones have their weight.
  if ((flags & format::kAuto) != 0) {
    for (entry = state.ring; entry != end; ++entry) {
      if (__builtin_expect(*entry == 0, 0)) continue;
      format::Node& node = folding.node_of(*entry);
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
    go_on_with_far_calls(state.far_calls, process.arena.header());
    if (now >= state.period_end) {
      end_of_period(state, now);
      state.period_end = now + costs.period;
    }
    thread.sg_period_end = std::min(state.period_end, state.far_calls.due);
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
