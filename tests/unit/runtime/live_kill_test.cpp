// A program that is killed at any moment leaves a profile that can be read, and no count is behind what the program had done but
// for the calls in flight. The program counts its calls in memory that it shares with the test.
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>

#include "live_child.h"

namespace scopegraft::test {
namespace {

struct Done {
  std::atomic<std::uint64_t> outer, inner;
  std::atomic<std::uint64_t> started;
};

constexpr int kThreads = 2;

void inner(Done& done) {
  {
    SCOPEGRAFT_SCOPE("inner");
  }
  done.inner.fetch_add(1, std::memory_order_relaxed);
}

void outer(Done& done, int depth) {
  {
    SCOPEGRAFT_SCOPE("outer");
    for (int i = 0; i != 3; ++i) inner(done);
    if (depth != 0) outer(done, depth - 1);
  }
  done.outer.fetch_add(1, std::memory_order_relaxed);
}

template <int kNumber>
void new_place(Done& done) {
  static scopegraft_rt::Site site("new_place", "k.cpp", kNumber, 1, "rate=auto");
  const scopegraft_rt::Scope scope(site);
  inner(done);
}
template <int... kNumbers>
void new_places(Done& done, std::integer_sequence<int, kNumbers...>) {
  (new_place<kNumbers>(done), ...);
}

// Grows its tree all the while, so that kills hit every kind of work.
void program(Done& done) {
  const auto work = [&done] {
    done.started.fetch_add(1, std::memory_order_release);
    for (int round = 0;; ++round) {
      outer(done, round % 100);
      new_places(done, std::make_integer_sequence<int, 50>());
    }
  };
  std::thread other(work);
  work();
}

void kill_often(int kills, unsigned seed) {
  auto* const done = static_cast<Done*>(::mmap(nullptr, sizeof(Done), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(done, MAP_FAILED);
  std::mt19937 random(seed);
  std::uint64_t calls = 0;
  for (int i = 0; i != kills; ++i) {
    const Folder folder;
    const std::filesystem::path file = folder.path() / "killed.scopegraft";
    done->outer = done->inner = done->started = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("SCOPEGRAFT_OUTPUT", file.c_str(), 1);
      ::setenv("SCOPEGRAFT_SAMPLE_RATE", i % 3 == 0 ? "1" : "auto", 1);
      program(*done);
    }
    while (done->started.load(std::memory_order_acquire) == 0) ::usleep(50);
    // The file exists from the first finished call on; sooner, the kill hits the start.
    const bool sooner = i % 10 == 9;
    while (!sooner && done->inner.load(std::memory_order_relaxed) == 0) ::usleep(50);
    ::usleep(static_cast<useconds_t>(random() % 3000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    auto result = profile::read(file);
    const auto* const profile = std::get_if<profile::Profile>(&result);
    if (profile == nullptr) {
      ASSERT_TRUE(done->inner == 0) << std::get<profile::ReadError>(result).message;
      continue;
    }
    EXPECT_FALSE(profile->clean_exit);
    auto all = totals(*profile);
    const std::uint64_t inner_calls = all["inner"].measure.calls, outer_calls = all["outer"].measure.calls;
    ASSERT_GE(inner_calls, done->inner.load());
    ASSERT_LE(inner_calls, done->inner.load() + kThreads);  // counted, and not said yet
    ASSERT_GE(outer_calls, done->outer.load());
    ASSERT_LE(outer_calls, done->outer.load() + kThreads * 101);
    for (const auto& [name, of] : all) ASSERT_LE(of.measure.measured, of.measure.calls) << name;
    calls += inner_calls;
  }
  ::munmap(done, sizeof(Done));
  EXPECT_GT(calls, static_cast<std::uint64_t>(kills));
}

TEST(LiveKill, AHundredKillsLoseNoCall) { kill_often(100, 1); }

// `ctest -R thousand_kills` asks for it.
TEST(LiveKillLong, AThousandKillsLoseNoCall) {
  if (std::getenv("SCOPEGRAFT_TEST_LONG") == nullptr) GTEST_SKIP() << "set SCOPEGRAFT_TEST_LONG";
  kill_often(1000, 2);
}

}  // namespace
}  // namespace scopegraft::test
