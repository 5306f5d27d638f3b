// What a scope costs, as ratios to what stands in the same run: rounds of all kinds take turns for a second or two, and each kind
// keeps its best round, so that a busy machine spoils none of them alone. Prints a table and writes no profile.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "async_calls.h"
#include "guard_calls.h"
#include "live/clock.h"
#include "scopegraft/scopegraft.h"

extern "C" {  // glibc's own, behind whatever stands before malloc
void* __libc_malloc(std::size_t size);
void __libc_free(void* memory);
}

namespace {

using scopegraft::live::now;

[[gnu::noinline]] void two_clock_reads() {
  const std::uint64_t begin = now();
  SCOPEGRAFT_BENCH_BODY;
  const std::uint64_t length = now() - begin;
  __asm__ __volatile__("" : : "r"(length));
}

// One of many functions that are called one after the other. `Scope`: Bare, or what a function has.
template <class Scope, const char* kOptions, int kNumber>
[[gnu::noinline]] void one_of_many() {
  static scopegraft_rt::Site site("one_of_many", kOptions, kNumber, 1, kOptions);
  const Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}
struct Bare {
  explicit Bare(scopegraft_rt::Site&) noexcept {}
};
constexpr char kMeasured[] = "rate=1;exceptions", kAuto[] = "rate=auto;exceptions";

template <class Scope, const char* kOptions, int... kNumbers>
void call_all(std::integer_sequence<int, kNumbers...>) {
  (one_of_many<Scope, kOptions, kNumbers>(), ...);
}

constexpr int kMany = 64;
template <class Scope, const char* kOptions>
void call_many() { call_all<Scope, kOptions>(std::make_integer_sequence<int, kMany>()); }

[[gnu::noinline]] void allocate_and_free() {
  void* volatile memory = std::malloc(64);
  std::free(memory);
}
[[gnu::noinline]] void allocate_and_free_behind_hooks() {
  void* volatile memory = __libc_malloc(64);
  __libc_free(memory);
}

// Functions whose work nothing can overlap with itself, a nanosecond and a half for each step.
struct Short {
  static constexpr int kSteps = 6;
  static constexpr const char *kName = "short function", *kCaller = "caller of the short function";
};
struct Middling {
  static constexpr int kSteps = 40;
  static constexpr const char *kName = "middling function", *kCaller = "caller of the middling function";
};
template <class Of>
[[gnu::noinline]] std::uint64_t work(std::uint64_t seed) {
  for (int i = 0; i != Of::kSteps; ++i) seed = seed * 0x9e3779b97f4a7c15 + 1;
  return seed;
}
template <class Of>
[[gnu::noinline]] std::uint64_t profiled_work(std::uint64_t seed) {
  SCOPEGRAFT_SCOPE(Of::kName);
  return work<Of>(seed);
}
std::uint64_t chain = 1;
template <class Of>
constexpr int kCalls = 600'000 / Of::kSteps;
template <class Of>
void bare_calls() {
  std::uint64_t value = chain;  // through memory it would take longer from one call to the next, which is no time of the function
  for (int i = 0; i != kCalls<Of>; ++i) value = work<Of>(value);
  chain = value;
}
template <class Of>
void profiled_calls() {  // of a caller that is measured too, as callers are: what they have bounds what is inside them
  SCOPEGRAFT_SCOPE(Of::kCaller);
  std::uint64_t value = chain;
  for (int i = 0; i != kCalls<Of>; ++i) value = profiled_work<Of>(value);
  chain = value;
}

// What the report has of a function so far, ns. `compensate`: without what counting calls inside it took.
struct Reported {
  double time = 0, error = 0;
};
Reported reported(const char* function, bool compensate) {
  scopegraft::PerformanceReportOptions options;
  options.format = "json";
  options.compensate = compensate;
  const std::string text = scopegraft::generate_performance_report(options).text;
  const std::size_t name = text.find("\"name\": \"" + std::string(function) + '"', text.find("\"functions\": ["));
  const auto field = [&](const std::string& key) {
    const std::size_t at = name == std::string::npos ? name : text.find("\"" + key + "\": ", name);
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + key.size() + 4, nullptr) * 1e6;
  };
  return {field("execution_time_ms"), field("execution_time_error_ms")};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The loop is compiled for each call: it calls as programs do, not through a pointer.
template <void (*kCall)()>
double ns_per_call(int calls) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i != calls; ++i) kCall();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count() / calls;
}

struct Kind {
  double (*ns_per_call)(int calls);
  int calls;
  double best = 1e9;
};

template <void (*kCall)()>
Kind kind(int calls = 2000) { return {ns_per_call<kCall>, calls}; }

void run(std::vector<Kind>& kinds, int rounds) {
  for (int round = 0; round != rounds; ++round)
    for (Kind& one : kinds) one.best = std::min(one.best, one.ns_per_call(one.calls));
}

// What is counted only is so short that where its code lies decides: each is the mean of several copies, in turns.
constexpr int kCopies = 8;
template <int kCopy>
[[gnu::noinline]] void bare_copy() { SCOPEGRAFT_BENCH_BODY; }
template <int kCopy>
[[gnu::noinline]] void counted_copy() {
  static scopegraft_rt::Site site("counted_copy", "guard_bench.cpp", kCopy, 2, "rate=0;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}
template <int kCopy>
[[gnu::noinline]] void excluded_copy() {
  static scopegraft_rt::Site site("excluded_copy", "guard_bench.cpp", kCopy, 3, "rate=0;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}
template <int kCopy>
[[gnu::noinline]] LazyTask bare_task() { SCOPEGRAFT_BENCH_BODY; co_return; }
template <int kCopy>
[[gnu::noinline]] LazyTask counted_task() { SCOPEGRAFT_BENCH_ASYNC("counted_task", "rate=0;exceptions;async"); SCOPEGRAFT_BENCH_BODY; co_return; }

template <int... kCopy>
double counted_task_to_call(std::integer_sequence<int, kCopy...>) {
  std::vector<Kind> kinds{kind<bare_copy<kCopy>>()..., kind<counted_copy<kCopy>>()..., kind<one_lazy_run<bare_task<kCopy>>>()..., kind<one_lazy_run<counted_task<kCopy>>>()...};
  run(kinds, 1500);
  double sums[4] = {};
  for (std::size_t i = 0; i != kinds.size(); ++i) sums[i / sizeof...(kCopy)] += kinds[i].best;
  return (sums[3] - sums[2]) / (sums[1] - sums[0]);
}

// What a call takes more where the scope is in a shared library, never sampled and switched off, ns.
template <int... kCopy>
std::array<double, 2> more_in_a_library(std::integer_sequence<int, kCopy...>) {
  std::vector<Kind> kinds{kind<bare_copy<kCopy>>()...,       kind<counted_copy<kCopy>>()...,             kind<excluded_copy<kCopy>>()...,
                          kind<bare_in_library<kCopy>>()..., kind<never_sampled_in_library<kCopy>>()..., kind<excluded_in_library<kCopy>>()...};
  run(kinds, 1500);
  double means[6] = {};
  for (std::size_t i = 0; i != kinds.size(); ++i) means[i / sizeof...(kCopy)] += kinds[i].best / sizeof...(kCopy);
  return {means[4] - means[3] - (means[1] - means[0]), means[5] - means[3] - (means[2] - means[0])};
}

void row(const char* what, double value, const char* unit, double bar) {
  std::printf("%-66s %8.2f %-3s  bar %5.2f%s\n", what, value, unit, bar, value > bar ? "  above" : "");
}

// The mean that a profile has of a function, and its caller's time, beside the true ones, in rounds that take turns: medians, for in a round
// that is interrupted the one has what the other has not. What counting takes passes beside a caller's work or does not: how far it may be
// off by that, its report says, and of a caller of the shortest functions no more can be known.
template <class Of>
void mean_of() {
  std::vector<double> truths, means, callers, callers_means;
  Reported before, caller_before, caller;
  for (int round = 0; round != 400; ++round) {
    truths.push_back(ns_per_call<bare_calls<Of>>(1) / kCalls<Of>);
    callers.push_back(ns_per_call<profiled_calls<Of>>(1) / kCalls<Of>);
    const Reported now = reported(Of::kName, false);
    caller = reported(Of::kCaller, true);
    means.push_back((now.time - before.time) / kCalls<Of>);
    callers_means.push_back((caller.time - caller_before.time) / kCalls<Of>);
    before = now;
    caller_before = caller;
  }
  const double truth = median(truths), mean = median(means), of_caller = median(callers_means), off = 100 * std::abs(of_caller - truth) / truth;
  std::printf("  a function of %.1f ns has a mean of %.1f ns in its profile; its caller takes %.1f ns a call with the scopes, by its report %.1f ns without\n", truth, mean, median(callers), of_caller);
  row("its mean at auto, off by", 100 * std::abs(mean - truth) / truth, "%", 5);
  if (Of::kSteps > Short::kSteps) return row("its caller's time without what counting took, off by", off, "%", 3);
  std::printf("  its caller's time without what counting took, off by %.1f %%\n", off);
  row("the same in standard errors, as the report tells them", off / (100 * caller.error / caller.time), "", 2);
}

// Coroutines: what their scopes cost over the same ones without. `scope`: a call's, measured and at auto.
void coroutines(const double (&scope)[2], double two_reads) {
  std::vector<Kind> runs{kind<one_lazy_run<lazy_bare>>(), kind<one_lazy_run<lazy_measured>>(), kind<one_lazy_run<lazy_automatic>>(),
                         kind<one_run<ready_bare>>(),     kind<one_run<ready_measured>>(),     kind<one_run<ready_counted>>()};
  run(runs, 3000);
  const auto over = [&](std::size_t kind, std::size_t bare) { return runs[kind].best - runs[bare].best; };
  row("a measured run without a suspension / a measured call", over(1, 0) / scope[0], "", 1.5);
  row("the same at auto, in a hot loop", over(2, 0) / scope[1], "", 1.5);
  row("the same, counted only", counted_task_to_call(std::make_integer_sequence<int, kCopies>()), "", 1.5);
  std::printf("  an empty coroutine that begins at once, over the bare one (that GCC inlines): measured %.2f ns, counted only %.2f ns\n", over(4, 3), over(5, 3));
  double turn[3];
  BenchTask (*const begins[3])() = {turns_bare, turns_counted, turns_measured};
  for (int i = 0; i != 3; ++i) {
    bench_running = begins[i]();
    std::vector<Kind> turns{kind<one_turn>()};
    run(turns, 3000);
    turn[i] = turns[0].best;
    bench_running.handle.destroy();
  }
  row("a suspension and resumption, measured, over two clock reads", turn[2] - turn[0] - two_reads, "ns", 15);
  row("a suspension and resumption of a run that is counted only", turn[1] - turn[0], "ns", 6);
}

// The best rate of each of several threads that run at once.
double together(int threads) {
  std::vector<double> best(static_cast<std::size_t>(threads), 1e9);
  std::vector<std::thread> all;
  for (double& mine : best)
    all.emplace_back([&mine] {
      for (int round = 0; round != 2000; ++round) mine = std::min(mine, ns_per_call<automatic>(2000));
    });
  for (std::thread& thread : all) thread.join();
  return *std::max_element(best.begin(), best.end());
}

}  // namespace

int main() {
  ::setenv("SCOPEGRAFT_OUTPUT", "/dev/null/none", 0);
  ::setenv("SCOPEGRAFT_EXCLUDE_PATTERNS", "excluded*", 0);
  measured();  // starts the runtime
  static_cast<void>(scopegraft::live::start_clock());
  enum : std::size_t {
    kBare, kTwoReads, kMeasuredCall, kAutoCall, kNeverSampled, kDisabled, kUnmetEnvironment, kUnmetLoad, kUnmetFlag, kMeasuredLeaf, kAutoLeaf, kNeverSampledLeaf,
    kDisabledLeaf, kManyBare, kManyMeasured, kManyAuto, kManyLeaves
  };
  std::vector<Kind> kinds{kind<bare>(), kind<two_clock_reads>(), kind<measured>(), kind<automatic>(), kind<never_sampled>(), kind<excluded>(),
                          kind<unmet_environment>(), kind<unmet_load>(), kind<unmet_flag>(),
                          kind<measured_leaf>(), kind<automatic_leaf>(), kind<never_sampled_leaf>(), kind<excluded_leaf>(),
                          kind<call_many<Bare, kAuto>>(40), kind<call_many<scopegraft_rt::Scope, kMeasured>>(40),
                          kind<call_many<scopegraft_rt::Scope, kAuto>>(40), kind<call_many<scopegraft_rt::LeafScope, kAuto>>(40)};
  run(kinds, 3000);
  const auto over = [&](std::size_t kind) { return kinds[kind].best - kinds[kBare].best; };
  row("every call measured, call tree and percentiles / two clock reads", over(kMeasuredCall) / over(kTwoReads), "", 1.3);
  row("auto in a hot loop, over the bare call", over(kAutoCall), "ns", 2);
  mean_of<Middling>();
  mean_of<Short>();
  row("never sampled", over(kNeverSampled), "ns", 1.5);
  row("disabled", over(kDisabled), "ns", 0.3);
  const std::array<double, 2> more = more_in_a_library(std::make_integer_sequence<int, kLibraryCopies>());
  row("never sampled, in a shared library, more than in the program", more[0], "ns", 0.5);
  row("disabled, in a shared library, more than in the program", more[1], "ns", 0.5);
  row("a function that calls nothing: every call measured / two clock reads", over(kMeasuredLeaf) / over(kTwoReads), "", 1.3);
  row("the same at auto in a hot loop", over(kAutoLeaf), "ns", 2);
  row("the same never sampled", over(kNeverSampledLeaf), "ns", 1.5);
  row("the same disabled", over(kDisabledLeaf), "ns", 0.3);
  row("a false condition: the environment", over(kUnmetEnvironment), "ns", 2);
  row("a false condition: the load", over(kUnmetLoad), "ns", 2);
  row("a false condition: a flag of the context", over(kUnmetFlag), "ns", 2);
  const auto over_bare_ones = [&](std::size_t many) { return (kinds[many].best - kinds[kManyBare].best) / kMany; };
  row("64 functions called from one, every call measured / one", over_bare_ones(kManyMeasured) / over(kMeasuredCall), "", 1.15);
  row("64 functions called from one at auto, over the bare calls", over_bare_ones(kManyAuto), "ns", 2);
  row("the same, of functions that call nothing", over_bare_ones(kManyLeaves), "ns", 2);

  coroutines({over(kMeasuredCall), over(kAutoCall)}, over(kTwoReads));

  // The same malloc before and after the first site that tracks memory; once it does, it goes on. So each beside what it stands before.
  const auto over_libc = [] {
    std::vector<Kind> pairs{kind<allocate_and_free>(), kind<allocate_and_free_behind_hooks>()};
    run(pairs, 10000);
    return pairs[0].best - pairs[1].best;
  };
  const double untracked = over_libc();
  static scopegraft_rt::Site tracking("tracks_memory", "guard_bench.cpp", 1, 1, "rate=1;memory");
  { const scopegraft_rt::Scope scope(tracking); }
  row("tracked malloc and free, with live and peak, over the untracked", over_libc() - untracked, "ns", 7);

  const double one = together(1), two = together(2);
  row("2 threads / 1, time per call (needs two idle cores)", two / one, "", 1.02);
  return 0;
}
