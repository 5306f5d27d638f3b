#include "live/far_calls.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "format/layout.h"
#include "live/clock.h"
#include "live/shared.h"

namespace scopegraft::live {
namespace {

using scopegraft_rt::Site;
using scopegraft_rt::Thread;

// Each group is timed by itself: what comes in between (an interrupt takes a thousand times as long as a call) spoils one of them, not all.
constexpr std::size_t kGroups = 4, kInGroup = 8, kFunctions = kGroups * kInGroup;

// No two are the same to a compiler or a linker, which would make one of them.
template <std::size_t kNumber>
[[gnu::always_inline]] inline void body() noexcept {
  __asm__ __volatile__("" : : "r"(kNumber) : "memory");
}

template <std::size_t kNumber>
[[gnu::noinline]] void bare(Thread&, Site&) noexcept {
  body<kNumber>();
}

// As the scope of graft_portable.h, which does what that of graft_x86_64.h does, on a thread that is not the caller's: a signal handler
// that comes in between counts where it always does.
template <std::size_t kNumber>
[[gnu::noinline]] void counted(Thread& thread, Site& site) noexcept {
  const int id = __atomic_load_n(&site.sg_id, __ATOMIC_RELAXED);
  if (id < 0 || *thread.sg_uncaught != 0) return;
  const scopegraft_rt::Below below = scopegraft_rt::sg_find(thread, thread.sg_node, static_cast<scopegraft_rt::sg_u32>(id));
  if (below.sg_node == nullptr) return;
  scopegraft_rt::sg_count(below.sg_node);
  if (below.sg_node->sg_calls >= below.sg_node->sg_next) return;
  thread.sg_node = below.sg_node;
  body<kNumber>();
  if (*thread.sg_uncaught == 0) thread.sg_node = below.sg_parent;
}

struct alignas(64) Place {
  Site site{"", "", 0, 0, ""};
};

// Index 0 means none in a tree, so there is a unit before the parent.
struct Records {
  alignas(format::kUnit) char unit_0[format::kUnit];
  format::Node parent;
  std::array<format::Node, kFunctions> children;
};
constinit Records records{};
constinit std::array<Place, kFunctions> places{};
constinit std::array<scopegraft_rt::Node*, kFunctions + 1> latest{};
constinit const unsigned no_exceptions = 0;
alignas(64) constinit Thread scratch_thread{};

// The latest outcomes at one lag.
struct Outcomes {
  static constexpr std::size_t kKept = 15;
  std::array<double, kKept> ticks{};
  std::size_t count = 0;

  void add(double outcome) noexcept { ticks[count++ % kKept] = outcome; }
  // The median: an interrupt may have come in between.
  [[nodiscard]] double usual() const noexcept {
    std::array<double, kKept> sorted = ticks;
    const auto known = static_cast<std::ptrdiff_t>(std::min(count, kKept));
    std::nth_element(sorted.begin(), sorted.begin() + known / 2, sorted.begin() + known);
    return sorted[static_cast<std::size_t>(known / 2)];
  }
};

constinit std::array<Outcomes, format::kFarLags> outcomes{};
constinit std::uint64_t used_at = 0;
constinit std::atomic<const FarCalls*> used_by = nullptr;
constinit std::atomic<bool> in_use = false;

// Not as they lie: a processor would fetch them ahead. Called by name: a guess where a pointer leads may be wrong, and while that is mended
// the processor has the time to count.
constexpr std::size_t place_of(std::size_t number) noexcept { return number * 11 % kFunctions; }
template <std::size_t kGroup, std::size_t... kNumbers>
[[gnu::noinline]] void call_bare(std::index_sequence<kNumbers...>) noexcept {
  (bare<place_of(kGroup * kInGroup + kNumbers)>(scratch_thread, places[place_of(kGroup * kInGroup + kNumbers)].site), ...);
}
template <std::size_t kGroup, std::size_t... kNumbers>
[[gnu::noinline]] void call_counted(std::index_sequence<kNumbers...>) noexcept {
  (counted<place_of(kGroup * kInGroup + kNumbers)>(scratch_thread, places[place_of(kGroup * kInGroup + kNumbers)].site), ...);
}

template <typename Call>
double ticks_of(Call&& call) noexcept {
  settle();
  const std::uint64_t begin = now();
  call(std::make_index_sequence<kInGroup>{});
  settle();
  return static_cast<double>(now() - begin);
}

// Of one call: the mean of the middle two groups.
template <std::size_t... kGroup>
double ticks_of_counting(std::index_sequence<kGroup...>) noexcept {
  static_assert(sizeof...(kGroup) == 4);
  const std::array<double, kGroups> without{ticks_of([](auto all) { call_bare<kGroup>(all); })...};
  std::array<double, kGroups> more{ticks_of([](auto all) { call_counted<kGroup>(all); })...};
  for (std::size_t i = 0; i != kGroups; ++i) more[i] -= without[i];
  std::sort(more.begin(), more.end());
  return std::max(0.0, more[1] + more[2]) / 2 / kInGroup;
}
double ticks_of_counting() noexcept { return ticks_of_counting(std::make_index_sequence<kGroups>{}); }

// Of the lags the one that is meant, if any.
std::size_t lag_of(std::uint64_t ticks) noexcept {
  const double ns = static_cast<double>(to_ns(ticks));
  std::size_t lag = format::kFarLags;
  for (std::size_t i = 0; i != format::kFarLags; ++i)
    if (ns > format::kFarLagsNs[i] / 3) lag = i;
  return lag;
}

void measure(FarCalls& series, format::Header& header) noexcept {
  series.due = ~std::uint64_t{0};
  if (clock_in_use.kind == ClockKind::kFake || in_use.exchange(true, std::memory_order_acquire)) return;  // partner: the stores
  const std::size_t lag = lag_of(now() - used_at);
  const double ticks = ticks_of_counting();
  // What another thread used lies in the caches of another core, perhaps.
  const FarCalls* const user = used_by.exchange(&series, std::memory_order_relaxed);
  if (lag != format::kFarLags && (user == &series || user == nullptr)) {
    outcomes[lag].add(ticks);
    store_shared(header.cost_counted_after[lag], outcomes[lag].usual());
  }
  const std::uint64_t end = used_at = now();
  in_use.store(false, std::memory_order_release);
  // The longest is that between two series.
  if (series.next != format::kFarLags - 1) series.due = end + to_ticks(static_cast<std::uint64_t>(format::kFarLagsNs[series.next++]));
}

}  // namespace

void prepare_far_calls() noexcept {
  Thread& thread = scratch_thread;
  thread.sg_base = reinterpret_cast<char*>(&records);
  thread.sg_node = &records.parent.hot;
  thread.sg_uncaught = &no_exceptions;
  thread.sg_last = latest.data();
  thread.sg_known = latest.size();
  for (std::size_t i = 0; i != kFunctions; ++i) {
    format::Node& child = records.children[i];
    child.parent = offsetof(Records, parent) / format::kUnit;
    child.hot.sg_next = ~std::uint64_t{0};
    places[i].site.sg_id = static_cast<int>(i + 1);
    latest[i + 1] = &child.hot;
  }
  outcomes = {};
  static_cast<void>(ticks_of_counting());
  used_at = now();
  used_by.store(nullptr, std::memory_order_relaxed);
  in_use.store(false, std::memory_order_release);  // partner: in measure(); of the threads of a parent none is here
}

void begin_far_calls(FarCalls& series, bool is_time, format::Header& header) noexcept {
  if (!is_time && used_by.load(std::memory_order_relaxed) != nullptr) return;
  series.next = 0;
  measure(series, header);
}

void go_on_with_far_calls(FarCalls& series, format::Header& header) noexcept {
  if (now() >= series.due) measure(series, header);
}

}  // namespace scopegraft::live
