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

namespace {

using scopegraft::live::now;

[[gnu::noinline]] void two_clock_reads() {
  const std::uint64_t begin = now();
  SCOPEGRAFT_BENCH_BODY;
  const std::uint64_t length = now() - begin;
  __asm__ __volatile__("" : : "r"(length));
}

template <int kNumber>
[[gnu::noinline]] void one_of_many() {
  static scopegraft_rt::Site site("one_of_many", "guard_bench.cpp", kNumber, 1, "rate=auto;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}

template <int... kNumbers>
void call_all(std::integer_sequence<int, kNumbers...>) {
  (one_of_many<kNumbers>(), ...);
}

void call_64() { call_all(std::make_integer_sequence<int, 64>()); }

[[gnu::noinline]] void allocate_and_free() {
  void* volatile memory = std::malloc(64);
  std::free(memory);
}

// A few nanoseconds of work that nothing can overlap with itself.
[[gnu::noinline]] std::uint64_t short_work(std::uint64_t seed) {
  for (int i = 0; i != 6; ++i) seed = seed * 0x9e3779b97f4a7c15 + 1;
  return seed;
}
[[gnu::noinline]] std::uint64_t short_function(std::uint64_t seed) {
  SCOPEGRAFT_SCOPE("short_function");
  return short_work(seed);
}
std::uint64_t chain = 1;
void bare_short() { chain = short_work(chain); }
void short_calls() { chain = short_function(chain); }

double ns_per_call(void (*call)(), int calls) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i != calls; ++i) call();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count() / calls;
}

struct Kind {
  void (*call)();
  int calls;
  double best = 1e9;
};

void run(std::vector<Kind>& kinds, int rounds) {
  for (int round = 0; round != rounds; ++round)
    for (Kind& kind : kinds) kind.best = std::min(kind.best, ns_per_call(kind.call, kind.calls));
}

void row(const char* what, double value, const char* unit, double bar) {
  std::printf("%-66s %8.2f %-3s  bar %5.2f%s\n", what, value, unit, bar, value > bar ? "  above" : "");
}

// Coroutines: what their scopes cost over the same ones without.
void coroutines(double scope, double counted, double two_reads) {
  std::vector<Kind> runs{{one_run<ready_bare>, 2000}, {one_run<ready_measured>, 2000}, {one_run<ready_counted>, 2000}};
  run(runs, 3000);
  row("a measured run without a suspension / a measured call", (runs[1].best - runs[0].best) / scope, "", 1.5);
  row("the same, counted only", (runs[2].best - runs[0].best) / counted, "", 1.5);
  double turn[3];
  BenchTask (*const begins[3])() = {turns_bare, turns_counted, turns_measured};
  for (int i = 0; i != 3; ++i) {
    bench_running = begins[i]();
    std::vector<Kind> turns{{one_turn, 2000}};
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
      for (int round = 0; round != 2000; ++round) mine = std::min(mine, ns_per_call(automatic, 2000));
    });
  for (std::thread& thread : all) thread.join();
  return *std::max_element(best.begin(), best.end());
}

}  // namespace

int main() {
  ::setenv("SCOPEGRAFT_OUTPUT", "/dev/null/none", 0);
  ::setenv("SCOPEGRAFT_EXCLUDE_PATTERNS", "excluded", 0);
  measured();  // starts the runtime
  static_cast<void>(scopegraft::live::start_clock());
  std::vector<Kind> kinds{{bare, 2000}, {two_clock_reads, 2000}, {measured, 2000}, {automatic, 2000}, {never_sampled, 2000}, {excluded, 2000}, {call_64, 40}, {allocate_and_free, 2000}, {unmet_environment, 2000}, {unmet_load, 2000}, {unmet_flag, 2000}};
  run(kinds, 3000);
  const auto over = [&](int kind) { return kinds[static_cast<std::size_t>(kind)].best - kinds[0].best; };
  row("every call measured, call tree and percentiles / two clock reads", over(2) / over(1), "", 1.3);
  row("auto in a hot loop, over the bare call", over(3), "ns", 2);
  std::vector<Kind> shorts{{bare_short, 2000}, {short_calls, 2000}};
  run(shorts, 3000);
  const double truth = shorts[0].best, mean = scopegraft::get_function_metrics("short_function").avg_execution_time_ms * 1e6;
  std::printf("  a function of %.1f ns has a mean of %.1f ns in its profile\n", truth, mean);
  row("its mean at auto, off by", 100 * std::abs(mean - truth) / truth, "%", 5);
  row("never sampled", over(4), "ns", 1.5);
  row("disabled", over(5), "ns", 0.3);
  row("a false condition: the environment", over(8), "ns", 2);
  row("a false condition: the load", over(9), "ns", 2);
  row("a false condition: a flag of the context", over(10), "ns", 2);
  row("64 functions called from one / one (over the bare calls)", (kinds[6].best / 64 - kinds[0].best) / over(3), "", 1.3);

  coroutines(over(2), over(4), over(1));

  // The same malloc before and after the first site that tracks memory.
  const double plain = kinds[7].best;
  static scopegraft_rt::Site tracking("tracks_memory", "guard_bench.cpp", 1, 1, "rate=1;memory");
  { const scopegraft_rt::Scope scope(tracking); }
  std::vector<Kind> tracked{{allocate_and_free, 2000}};
  run(tracked, 3000);
  row("tracked malloc and free, with live and peak, over the untracked", tracked[0].best - plain, "ns", 7);

  const double one = together(1), two = together(2);
  row("2 threads / 1, time per call (needs two idle cores)", two / one, "", 1.02);
  return 0;
}
