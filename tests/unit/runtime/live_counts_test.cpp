#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <setjmp.h>

#include <fstream>
#include <stdexcept>
#include <thread>

#include "live_calls.h"
#include "live_child.h"

namespace scopegraft::test {
namespace {

TEST(LiveCounts, AreExactOverThreads) {
  const Recorded run = record([] {
    std::vector<std::thread> threads;
    for (int i = 0; i != 4; ++i)
      threads.emplace_back([] {
        for (int j = 0; j != 1000; ++j) branch(100);
      });
    for (std::thread& thread : threads) thread.join();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(run.error, "");
  EXPECT_EQ(run.outcome.error_text, "");
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("branch").measure.calls, 4'000U);
  EXPECT_EQ(all.at("leaf").measure.calls, 400'000U);
  EXPECT_TRUE(run.profile.clean_exit);
  EXPECT_EQ(run.profile.dropped.nodes, 0U);
}

TEST(LiveCounts, AreExactAtAnySampleRate) {
  for (const char* rate : {"0", "0.01", "0.3", "1", "auto"}) {
    const Recorded run = record([] { branch(12'345); }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 12'345U) << rate;
  }
}

TEST(LiveCounts, ThreadsThatEndLeaveTheirRecordsToOthers) {
  const Recorded run = record([] {
    for (int i = 0; i != 1000; ++i) std::thread([] { branch(3); }).join();
  });
  EXPECT_EQ(run.profile.threads.size(), 1U);
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 3'000U);
  EXPECT_FALSE(run.profile.threads[0].running);
}

TEST(LiveCounts, ThreadsHaveTheNamesTheyGaveThemselves) {
  const Recorded run = record([] {
    std::thread([] {
      branch(1);
      ::pthread_setname_np(::pthread_self(), "worker-7");
    }).join();
  });
  ASSERT_EQ(run.profile.threads.size(), 1U);
  EXPECT_EQ(run.profile.threads[0].name, "worker-7");
}

TEST(LiveCounts, TheTreeKeepsCallersApart) {
  const Recorded run = record([] {
    leaf();
    branch(5);
  });
  std::vector<std::uint64_t> calls;
  for (const profile::Node& node : run.profile.nodes)
    if (node.site != profile::Node::kNone && run.profile.sites[node.site].name == "leaf") calls.push_back(node.measure.calls);
  EXPECT_THAT(calls, testing::UnorderedElementsAre(1U, 5U));
}

struct CallsWhenDestroyed {
  ~CallsWhenDestroyed() { leaf(); }
};

void thrower(int depth) {
  SCOPEGRAFT_SCOPE("thrower");
  const CallsWhenDestroyed guard;
  if (depth == 0) throw std::runtime_error("end");
  thrower(depth - 1);
}

void catcher() {
  SCOPEGRAFT_SCOPE("catcher");
  try {
    thrower(9);
  } catch (const std::runtime_error&) {
    leaf();
  }
}

TEST(LiveCounts, ExceptionsThatLeaveACall) {
  const Recorded run = record([] {
    for (int i = 0; i != 7; ++i) catcher();
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.2"}});
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("thrower").measure.exceptions, 70U);
  EXPECT_EQ(all.at("catcher").measure.exceptions, 0U);
  EXPECT_EQ(all.at("leaf").measure.exceptions, 0U);  // called while an exception is in flight, left normally
  EXPECT_EQ(all.at("leaf").measure.calls, 77U);
}

int recurse(int depth) {
  SCOPEGRAFT_SCOPE("recurse");
  return depth == 0 ? 0 : 1 + recurse(depth - 1);
}

TEST(LiveCounts, RecursionIsUnfoldedToADepthAndCountedBeyond) {
  const Recorded run = record([] { recurse(999); });
  const Totals all = totals(run.profile).at("recurse");
  EXPECT_EQ(all.measure.calls, 1000U);
  EXPECT_EQ(all.nodes, 129U);  // 128 unfolded, one for the rest
}

// On a stack of its own: a sanitizer's frames are larger.
void on_a_stack_of(std::size_t bytes, void (*function)()) {
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setstacksize(&attributes, bytes);
  pthread_t thread{};
  const auto begin = [](void* what) -> void* {
    reinterpret_cast<void (*)()>(what)();
    return nullptr;
  };
  if (::pthread_create(&thread, &attributes, begin, reinterpret_cast<void*>(function)) != 0) std::abort();
  ::pthread_join(thread, nullptr);
  ::pthread_attr_destroy(&attributes);
}

#if defined(__SANITIZE_THREAD__)
constexpr int kDeep = 50'000;  // its own stack of calls has 65536 places
#else
constexpr int kDeep = 100'000;
#endif

TEST(LiveCounts, RecursionMayBeVeryDeep) {
  for (const char* rate : {"1", "0.1", "auto"}) {
    const Recorded run = record([] {
      on_a_stack_of(std::size_t{256} << 20, [] {
        for (int i = 0; i != 3; ++i) recurse(kDeep - 1);
        leaf();
      });
    }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(totals(run.profile).at("recurse").measure.calls, 3U * kDeep) << rate;
    EXPECT_EQ(calls_by_caller(run.profile, "leaf"), (Calls{{"", 1}})) << rate;
  }
}

void thrown_from_afar() {
  try {
    thrower(9'999);
  } catch (const std::runtime_error&) {
    leaf();
  }
}

TEST(LiveCounts, ExceptionsThroughManyFrames) {
  const Recorded run = record([] { on_a_stack_of(std::size_t{256} << 20, thrown_from_afar); });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("thrower").measure.calls, 10'000U);
  EXPECT_EQ(all.at("thrower").measure.exceptions, 10'000U);
  EXPECT_EQ(all.at("leaf").measure.calls, 10'001U);
  EXPECT_EQ(all.at("leaf").measure.exceptions, 0U);
}

jmp_buf jump;  // NOLINT(cert-err52-cpp): the point of the test
void jumper() {
  SCOPEGRAFT_SCOPE("jumper");
  ::longjmp(jump, 1);
}
void jumped_over() {
  SCOPEGRAFT_SCOPE("jumped over");
  if (::setjmp(jump) == 0) jumper();
}

TEST(LiveCounts, ThePositionRecoversFromLongjmp) {
  const Recorded run = record([] {
    for (int i = 0; i != 3; ++i) jumped_over();
    leaf();
  });
  for (const profile::Node& node : run.profile.nodes) {
    if (node.site == profile::Node::kNone || run.profile.sites[node.site].name != "leaf") continue;
    EXPECT_EQ(run.profile.nodes[node.parent].parent, profile::Node::kNone);  // below the root again
  }
  EXPECT_EQ(totals(run.profile).at("jumper").measure.calls, 3U);
  EXPECT_EQ(totals(run.profile).at("jumped over").nodes, 1U);
}

TEST(LiveCounts, ScopesCloseWhenAThreadExits) {
  const Recorded run = record([] {
    std::thread([] {
      SCOPEGRAFT_SCOPE("exits");
      ::pthread_exit(nullptr);
    }).join();
    branch(1);
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(totals(run.profile).at("exits").measure.exceptions, 0U);
  EXPECT_EQ(totals(run.profile).at("exits").measure.measured, 1U);
}

TEST(LiveCounts, TooManyPlacesAreCountedAtOne) {
  const Recorded run = record([] {
    for (int i = 0; i != 50; ++i) recurse(30);
    branch(20);
  }, {{"SCOPEGRAFT_MAX_NODES", "10"}});
  EXPECT_EQ(totals(run.profile).at("recurse").measure.calls, 50U * 31U);
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 20U);
  EXPECT_GT(run.profile.dropped.nodes, 0U);
  // They are told from the calls of the same function in its right place.
  EXPECT_EQ(totals(run.profile).at("(dropped call paths)").measure.calls, run.profile.dropped.nodes);
  std::uint64_t below = 0;
  for (const profile::Node& node : run.profile.nodes) {
    if (node.parent == profile::Node::kNone || node.site == profile::Node::kNone) continue;
    const std::uint32_t site = run.profile.nodes[node.parent].site;
    if (site != profile::Node::kNone && run.profile.sites[site].name == "(dropped call paths)") below += node.measure.calls;
  }
  EXPECT_EQ(below, run.profile.dropped.nodes);
}

template <int kNumber>
void numbered() {
  static scopegraft_rt::Site site{"numbered", "many.cpp", kNumber, 1, "rate=auto"};
  const scopegraft_rt::Scope scope{site};
}
template <int... kNumbers>
void call_all(std::integer_sequence<int, kNumbers...>) {
  (numbered<kNumbers>(), ...);
}

TEST(LiveCounts, ManyChildrenOfManyParentsAreAllFound) {
  using Many = std::make_integer_sequence<int, 200>;
  const Recorded run = record([] {
    for (int round = 0; round != 3; ++round) {
      call_all(Many());
      for (int depth = 1; depth != 40; ++depth) {
        SCOPEGRAFT_SCOPE("outer");
        call_all(Many());
        recurse(depth);
      }
    }
  });
  EXPECT_EQ(totals(run.profile).at("numbered").measure.calls, 3U * 40U * 200U);
  EXPECT_EQ(totals(run.profile).at("numbered").nodes, 2U * 200U);
}

TEST(LiveCounts, SitesWithTheSameTextAreOne) {
  const Recorded run = record([] {
    scopegraft_rt::Site one{"same", "s.cpp", 3, 4, "rate=1"}, two{"same", "s.cpp", 3, 4, "rate=1"};
    { const scopegraft_rt::Scope scope{one}; }
    { const scopegraft_rt::Scope scope{two}; }
  });
  EXPECT_EQ(run.profile.sites.size(), 1U);
  EXPECT_EQ(totals(run.profile).at("same").measure.calls, 2U);
}

TEST(LiveCounts, ACallWhoseConditionIsFalseIsNotRecorded) {
  const Recorded run = record([] {
    for (int i = 0; i != 10; ++i) {
      static scopegraft_rt::Site site{"conditional", "c.cpp", 1, 1, "rate=1"};
      const scopegraft_rt::Scope scope{site, i % 5 == 0};
    }
  });
  EXPECT_EQ(totals(run.profile).at("conditional").measure.calls, 2U);
}

constexpr int at_compile_time(int value) {
  const scopegraft_rt::ConstexprScope scope{"at_compile_time", "c.cpp", 9, 2, "rate=1;name=constant%3b time"};
  return value + 1;
}
static_assert(at_compile_time(1) == 2);

TEST(LiveCounts, ConstexprFunctionsAreCountedAtRunTime) {
  const Recorded run = record([] {
    for (volatile int i = 0; i < 5;) i = at_compile_time(i);
  });
  EXPECT_EQ(totals(run.profile).at("constant; time").measure.calls, 5U);
}

void on_signal(int) { leaf(); }

TEST(LiveCounts, SignalHandlersAreCounted) {
  const Recorded run = record([] {
    ::signal(SIGUSR1, on_signal);
    for (int i = 0; i != 100; ++i) {
      SCOPEGRAFT_SCOPE("interrupted");
      ::raise(SIGUSR1);
    }
  });
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 100U);
}

}  // namespace
}  // namespace scopegraft::test
