// Threads that come and go, and processes that are made amid them.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "live_calls.h"
#include "live_child.h"

namespace scopegraft::test {
namespace {

// At most 64 at once, each of which ends when it likes.
TEST(LiveThreads, TenThousandShortOnesAreAllCounted) {
  constexpr unsigned kThreads = 10'000, kAtOnce = 64;
  for (const char* rate : {"1", "auto"}) {
    const Recorded run = record([] {
      std::mt19937 random(1);
      std::array<std::thread, kAtOnce> running;
      for (unsigned i = 0; i != kThreads; ++i) {
        std::thread& place = running[random() % kAtOnce];
        if (place.joinable()) place.join();
        place = std::thread([naps = random() % 4, i] {
          branch(2);
          for (unsigned nap = 0; nap != naps; ++nap) std::this_thread::yield();
          branch(static_cast<int>(i % 3));
        });
      }
      for (std::thread& place : running)
        if (place.joinable()) place.join();
    }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    const auto all = totals(run.profile);
    EXPECT_EQ(all.at("branch").measure.calls, 2U * kThreads);
    EXPECT_EQ(all.at("leaf").measure.calls, 2U * kThreads + 9'999U);  // i % 3 over all i
    EXPECT_LE(run.profile.threads.size(), kAtOnce);
    EXPECT_EQ(run.profile.dropped.threads, 0U);
    for (const profile::Thread& thread : run.profile.threads) EXPECT_FALSE(thread.running);
  }
}

// Each waits for the last one to come.
TEST(LiveThreads, SixtyFourAtOnceHaveARecordEach) {
  constexpr unsigned kThreads = 64;
  const Recorded run = record([] {
    std::atomic<unsigned> here = 0;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i != kThreads; ++i)
      threads.emplace_back([&here, i] {
        SCOPEGRAFT_SCOPE("thread");
        for (unsigned j = 0; j != 100 + i; ++j) branch(10);
        here.fetch_add(1);
        while (here.load() != kThreads) std::this_thread::yield();
        branch(1);
      });
    for (std::thread& thread : threads) thread.join();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(run.profile.threads.size(), kThreads);
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("thread").measure.calls, kThreads);
  EXPECT_EQ(all.at("branch").measure.calls, 100U * kThreads + 63 * 64 / 2 + kThreads);
  EXPECT_EQ(all.at("leaf").measure.calls, 10 * (100U * kThreads + 63 * 64 / 2) + kThreads);
}

TEST(LiveThreads, AForkAmidThemLeavesBothProfilesExact) {
  constexpr unsigned kForks = 12;
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const auto told = static_cast<std::uint64_t*>(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [&] {
    std::atomic<bool> stops = false;
    std::vector<std::thread> threads;
    std::atomic<std::uint64_t> branches = 0;
    for (int i = 0; i != 3; ++i)
      threads.emplace_back([&] {
        while (!stops.load()) {
          branch(100);
          branches.fetch_add(1);
        }
      });
    for (unsigned i = 0; i != kForks; ++i) {
      while (branches.load() < (i + 1) * 30) std::this_thread::yield();
      if (const pid_t child = ::fork(); child == 0) {
        branch(7);
#if defined(__SANITIZE_THREAD__)  // which does not let the child of a program with threads have any
        branch(5);
#else
        std::thread([] { branch(5); }).join();
#endif
        std::_Exit(0);
      } else {
        int status = -1;
        ::waitpid(child, &status, 0);
        if (status != 0) std::abort();
      }
    }
    stops.store(true);
    for (std::thread& thread : threads) thread.join();
    *told = branches.load();
  });
  const std::uint64_t branches = *told;
  ::munmap(told, 4096);
  ASSERT_TRUE(outcome.good()) << outcome.error_text;
  unsigned children = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const auto all = totals(profile_of(entry.path()));
    if (entry.path() == file) {
      EXPECT_EQ(all.at("branch").measure.calls, branches);
      EXPECT_EQ(all.at("leaf").measure.calls, branches * 100);
    } else {
      ++children;
      EXPECT_EQ(all.at("branch").measure.calls, 2U);
      EXPECT_EQ(all.at("leaf").measure.calls, 12U);
    }
  }
  EXPECT_EQ(children, kForks);
}

// The child of a vfork runs in its parent's memory, on its stack, and never returns from the function that it calls.
[[gnu::noinline]] void become_another_program(bool exists) {
  SCOPEGRAFT_SCOPE("become another program");
  if (exists) ::execl("/bin/true", "true", nullptr);
  ::_exit(3);
}

[[gnu::noinline]] void spawn(bool exists) {
  SCOPEGRAFT_SCOPE("spawn");
  const pid_t child = ::vfork();  // NOLINT(clang-analyzer-security.insecureAPI.vfork)
  if (child == 0) become_another_program(exists);
  int status = -1;
  if (::waitpid(child, &status, 0) != child || WEXITSTATUS(status) != (exists ? 0 : 3)) std::abort();
}

TEST(LiveThreads, AVforkAmidThemLeavesTheProfileExact) {
  const Recorded run = record([] {
    std::atomic<bool> stops = false;
    std::thread other([&] {
      SCOPEGRAFT_SCOPE("other");
      while (!stops.load()) leaf();
    });
    for (int i = 0; i != 40; ++i) {
      spawn(i % 2 == 0);
      branch(3);
    }
    stops.store(true);
    other.join();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("spawn").measure.calls, 40U);
  EXPECT_EQ(all.at("spawn").measure.measured, 40U);
  EXPECT_EQ(all.at("branch").measure.calls, 40U);
  EXPECT_EQ(calls_by_caller(run.profile, "branch"), (Calls{{"", 40}}));
  EXPECT_EQ(calls_by_caller(run.profile, "leaf").at("branch"), 120U);
  EXPECT_EQ(all.at("spawn").nodes, 1U);
  EXPECT_TRUE(run.profile.clean_exit);
}

}  // namespace
}  // namespace scopegraft::test
