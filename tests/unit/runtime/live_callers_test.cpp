// Functions with several callers: which place a call is counted at is guessed by the call before it, and must be right all the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/time.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>
#include <utility>

#include "live_child.h"
#include "scopegraft/async.h"

namespace scopegraft::test {
namespace {

[[gnu::noinline]] void shared() { SCOPEGRAFT_SCOPE("shared"); }
[[gnu::noinline]] void first() {
  SCOPEGRAFT_SCOPE("first");
  shared();
}
[[gnu::noinline]] void second() {
  SCOPEGRAFT_SCOPE("second");
  shared();
  first();
}

// Which of three is called next: at random, then in turns.
template <typename First, typename Second, typename Bare>
void in_any_order(First call_first, Second call_second, Bare call_bare) {
  unsigned random = 12345;
  for (unsigned i = 0; i != 30'000; ++i) {
    random = random * 1664525 + 1013904223;
    switch (i < 20'000 ? random >> 30 : i % 3) {
      case 0: call_first(); break;
      case 1: call_second(); break;
      default: call_bare();
    }
  }
}

TEST(LiveCallers, AreKeptApartInAnyOrder) {
  std::uint64_t firsts = 0, seconds = 0, bare = 0;
  in_any_order([&] { ++firsts; }, [&] { ++seconds; }, [&] { ++bare; });
  for (const char* rate : {"0", "0.01", "0.3", "1", "auto"}) {
    const Recorded run = record([] { in_any_order(first, second, shared); }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(calls_by_caller(run.profile, "shared"), (Calls{{"", bare}, {"first", firsts + seconds}, {"second", seconds}})) << rate;
    EXPECT_EQ(calls_by_caller(run.profile, "first"), (Calls{{"", firsts}, {"second", seconds}})) << rate;
    EXPECT_EQ(calls_by_caller(run.profile, "second"), (Calls{{"", seconds}})) << rate;
  }
}

// Calls that may end on another thread look for their place by themselves.
[[gnu::noinline]] void shared_run() {
  static scopegraft_rt::Site site("shared_run", __FILE__, __LINE__, 1, "rate=auto;exceptions;async");
  const scopegraft_rt::AsyncScope scope(site, scopegraft_rt::FrameAddress{nullptr});
}
[[gnu::noinline]] void first_of_runs() {
  static scopegraft_rt::Site site("first_of_runs", __FILE__, __LINE__, 1, "rate=auto;exceptions;async");
  const scopegraft_rt::AsyncScope scope(site, scopegraft_rt::FrameAddress{nullptr});
  shared_run();
}
[[gnu::noinline]] void second_of_runs() {
  SCOPEGRAFT_SCOPE("second_of_runs");
  shared_run();
  first_of_runs();
}

TEST(LiveCallers, OfAsynchronousCallsAreKeptApartInAnyOrder) {
  std::uint64_t firsts = 0, seconds = 0, bare = 0;
  in_any_order([&] { ++firsts; }, [&] { ++seconds; }, [&] { ++bare; });
  for (const char* rate : {"0", "0.3", "1", "auto"}) {
    const Recorded run = record([] { in_any_order(first_of_runs, second_of_runs, shared_run); }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(calls_by_caller(run.profile, "shared_run"), (Calls{{"", bare}, {"first_of_runs", firsts + seconds}, {"second_of_runs", seconds}})) << rate;
    EXPECT_EQ(calls_by_caller(run.profile, "first_of_runs"), (Calls{{"", firsts}, {"second_of_runs", seconds}})) << rate;
  }
}

[[gnu::noinline]] void recursive(int levels) {
  SCOPEGRAFT_SCOPE("recursive");
  if (levels == 0) return;
  if (levels % 3 == 0) shared();
  recursive(levels - 1);
  if (levels % 7 == 0) recursive(levels - 4);
}

TEST(LiveCallers, RecursionHasAPlaceAtEachLevel) {
  const Recorded run = record([] {
    for (int i = 0; i != 100; ++i) recursive(2);
    for (int i = 0; i != 100; ++i) recursive(1);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0"}});
  std::vector<std::uint64_t> calls;
  for (const profile::Node& node : run.profile.nodes)
    if (node.site != profile::Node::kNone && run.profile.sites[node.site].name == "recursive") calls.push_back(node.measure.calls);
  EXPECT_THAT(calls, testing::UnorderedElementsAre(200U, 200U, 100U));
}

TEST(LiveCallers, RecursionThatBranchesIsCountedExactly) {
  const Recorded run = record([] {
    for (int i = 0; i != 50; ++i) recursive(30);
  });
  std::uint64_t all = 0, thirds = 0;
  const std::function<void(int)> by_hand = [&](int levels) {
    ++all;
    if (levels == 0) return;
    if (levels % 3 == 0) ++thirds;
    by_hand(levels - 1);
    if (levels % 7 == 0) by_hand(levels - 4);
  };
  for (int i = 0; i != 50; ++i) by_hand(30);
  EXPECT_EQ(totals(run.profile).at("recursive").measure.calls, all);
  EXPECT_EQ(totals(run.profile).at("shared").measure.calls, thirds);
}

// More functions than a thread's tables have room for at first.
template <int kNumber>
[[gnu::noinline]] void one_of_many() {
  static scopegraft_rt::Site site("one of many", "live_callers_test.cpp", kNumber, 1, "rate=auto;exceptions");
  const scopegraft_rt::Scope scope(site);
  shared();
}
template <int... kNumbers>
void call_all(std::integer_sequence<int, kNumbers...>) { (one_of_many<kNumbers>(), ...); }
constexpr int kMany = 1100;
void call_many() { call_all(std::make_integer_sequence<int, kMany>()); }

TEST(LiveCallers, TablesGrowWhileCallsAreCounted) {
  const Recorded run = record([] {
    const auto calls = [] {
      call_many();
      SCOPEGRAFT_SCOPE("caller");
      for (int i = 0; i != 9; ++i) call_many();
    };
    calls();
    std::thread(calls).join();  // the numbers of all sites are known before its first call
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(calls_by_caller(run.profile, "one of many"), (Calls{{"", 2 * kMany}, {"caller", 2 * 9 * kMany}}));
  EXPECT_EQ(calls_by_caller(run.profile, "shared"), (Calls{{"one of many", 2 * 10 * kMany}}));
  for (const profile::Node& node : run.profile.nodes)
    if (node.site != profile::Node::kNone && run.profile.sites[node.site].name == "one of many") {
      EXPECT_TRUE(node.measure.calls == 1 || node.measure.calls == 9) << node.measure.calls;
    }
}

struct CallsWhenDestroyed {
  ~CallsWhenDestroyed() { second(); }
};

TEST(LiveCallers, AreKeptApartWhileAnExceptionIsInFlight) {
  const Recorded run = record([] {
    for (int i = 0; i != 200; ++i) {
      first();
      try {
        const CallsWhenDestroyed last;
        SCOPEGRAFT_SCOPE("thrower");
        throw std::runtime_error("expected");
      } catch (const std::runtime_error&) {
        first();
      }
    }
  });
  EXPECT_EQ(calls_by_caller(run.profile, "shared"), (Calls{{"first", 600}, {"second", 200}}));
  EXPECT_EQ(totals(run.profile).at("thrower").measure.exceptions, 200U);
  EXPECT_EQ(totals(run.profile).at("second").measure.exceptions, 0U);
}

std::atomic<std::uint64_t> signals{0};
// Calls what it interrupts, and once so much else that the tables grow under the interrupted call.
void on_signal(int) {
  SCOPEGRAFT_SCOPE("handler");
  second();
  if (signals.fetch_add(1, std::memory_order_relaxed) == 3) call_many();
}
constexpr std::uint64_t kScopesOfHandler = 5;

TEST(LiveCallers, SignalHandlersThatInterruptThemDisturbNoCount) {
  const Recorded run = record([] {
    first();  // from here on nothing but the scopes' own code is interrupted
    shared();
    struct sigaction action {};
    action.sa_handler = on_signal;
    ::sigaction(SIGALRM, &action, nullptr);
    itimerval every{};
    every.it_interval.tv_usec = every.it_value.tv_usec = 150;
    ::setitimer(ITIMER_REAL, &every, nullptr);
    std::uint64_t calls = 1;
    while (signals.load(std::memory_order_relaxed) < 500) {
      first();
      shared();
      ++calls;
    }
    const itimerval never{};
    ::setitimer(ITIMER_REAL, &never, nullptr);
    ::signal(SIGALRM, SIG_IGN);  // one that is still to come
    std::fprintf(stderr, "%llu %llu", static_cast<unsigned long long>(calls), static_cast<unsigned long long>(signals.load()));
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0"}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  unsigned long long calls = 0, handled = 0;
  ASSERT_EQ(std::sscanf(run.outcome.error_text.c_str(), "%llu %llu", &calls, &handled), 2) << run.outcome.error_text;
  std::uint64_t counted = 0;
  for (const auto& [name, of] : totals(run.profile)) counted += of.measure.calls;
  EXPECT_EQ(counted, 3 * calls + kScopesOfHandler * handled + 2 * kMany);
  const Calls by_caller = calls_by_caller(run.profile, "shared");
  EXPECT_EQ(by_caller.at("first"), totals(run.profile).at("first").measure.calls);
  EXPECT_EQ(by_caller.at("second"), totals(run.profile).at("second").measure.calls);
}

}  // namespace
}  // namespace scopegraft::test
