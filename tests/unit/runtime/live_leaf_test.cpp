// The scopes of functions that call nothing: the thread's position stays that of their caller.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "live_child.h"

namespace scopegraft::test {
namespace {

#define SCOPEGRAFT_TEST_LEAF(name)                                                                    \
  static scopegraft_rt::Site site(name, "live_leaf_test.cpp", __LINE__, 1, "rate=auto;exceptions");   \
  const scopegraft_rt::LeafScope scope(site)

[[gnu::noinline]] int leaf(int value) {
  SCOPEGRAFT_TEST_LEAF("leaf");
  return value + 1;
}

void branch(int leaves) {
  SCOPEGRAFT_SCOPE("branch");
  for (int i = 0; i != leaves; ++i) leaf(i);
}

void leaves(int times) {
  for (int i = 0; i != times; ++i) leaf(i);
}

TEST(LiveLeaf, CallsAreExactBelowTheirCallersAtAnySampleRate) {
  for (const char* rate : {"0", "0.01", "0.3", "1", "auto"}) {
    const Recorded run = record([] {
      leaves(77);
      branch(12'345);
      leaves(23);
    }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
    EXPECT_EQ(calls_by_caller(run.profile, "leaf"), (Calls{{"", 100}, {"branch", 12'345}})) << rate;
    EXPECT_EQ(calls_by_caller(run.profile, "branch"), (Calls{{"", 1}}));
  }
}

TEST(LiveLeaf, EveryCallIsMeasuredWhenAskedFor) {
  const Recorded run = record([] { branch(500); }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  const profile::Measure measure = totals(run.profile).at("leaf").measure;
  EXPECT_EQ(measure.measured, 500U);
  EXPECT_GT(measure.total_time(), 0);
}

TEST(LiveLeaf, MovesNothing) {
  const Recorded run = record([] {
    leaf(0);  // joins the thread: from then on it is at its root
    SCOPEGRAFT_SCOPE("caller");
    const scopegraft_rt::Node* const before = scopegraft_rt::sg_position();
    SCOPEGRAFT_TEST_LEAF("inside");
    if (scopegraft_rt::sg_position() != before) std::_Exit(7);
    leaf(1);
    if (scopegraft_rt::sg_position() != before) std::_Exit(8);
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.status;
  EXPECT_EQ(calls_by_caller(run.profile, "leaf"), (Calls{{"", 1}, {"caller", 1}}));
}

TEST(LiveLeaf, AThreadOfLeavesAloneFindsItsRootOnce) {
  const Recorded run = record([] {
    std::thread([] {
      leaf(0);
      const scopegraft_rt::Node* const root = scopegraft_rt::sg_position();
      leaves(999);
      if (scopegraft_rt::sg_position() != root || root->sg_children_key == 0) std::_Exit(7);
    }).join();
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.status;
  EXPECT_EQ(calls_by_caller(run.profile, "leaf"), (Calls{{"", 1000}}));
}

TEST(LiveLeaf, AForkedChildCountsItsOwn) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}, {"SCOPEGRAFT_SAMPLE_RATE", "0.5"}}, [] {
    SCOPEGRAFT_SCOPE("main");
    leaves(10);
    if (const pid_t child = ::fork(); child == 0) {
      leaves(1000);
      std::exit(0);
    } else {
      int status = 0;
      ::waitpid(child, &status, 0);
      if (status != 0) std::_Exit(7);
    }
    leaves(5);
  });
  ASSERT_TRUE(outcome.good());
  std::vector<std::uint64_t> calls;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    auto result = profile::read(entry.path());
    ASSERT_TRUE(std::holds_alternative<profile::Profile>(result)) << entry.path();
    calls.push_back(totals(std::get<profile::Profile>(result)).at("leaf").measure.calls);
  }
  EXPECT_THAT(calls, testing::UnorderedElementsAre(15U, 1000U));
}

struct CallsALeafWhenDestroyed {
  ~CallsALeafWhenDestroyed() { leaves(3); }
};

TEST(LiveLeaf, ACallDuringUnwindingDoesNotThrow) {
  for (const char* rate : {"0", "1"}) {
    const Recorded run = record([] {
      for (int i = 0; i != 10; ++i) try {
          SCOPEGRAFT_SCOPE("thrower");
          const CallsALeafWhenDestroyed object;
          throw i;
        } catch (int) {
        }
    }, {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    EXPECT_EQ(calls_by_caller(run.profile, "leaf"), (Calls{{"thrower", 30}}));
    EXPECT_EQ(totals(run.profile).at("leaf").measure.exceptions, 0U);
    EXPECT_EQ(totals(run.profile).at("thrower").measure.exceptions, 10U);
  }
}

TEST(LiveLeaf, CanBeLeftOut) {
  const Recorded run = record([] { branch(10); }, {{"SCOPEGRAFT_EXCLUDE_PATTERNS", "leaf"}});
  EXPECT_FALSE(totals(run.profile).contains("leaf"));
  EXPECT_EQ(totals(run.profile).at("branch").measure.calls, 1U);
}

TEST(LiveLeaf, ACallWhoseConditionIsFalseIsNotRecorded) {
  const Recorded run = record([] {
    for (int i = 0; i != 10; ++i) {
      static scopegraft_rt::Site site("conditional", "live_leaf_test.cpp", 1, 1, "rate=1");
      const scopegraft_rt::LeafScope scope(site, i % 5 == 0);
    }
  });
  EXPECT_EQ(totals(run.profile).at("conditional").measure.calls, 2U);
}

constexpr int computed(int value) {
  SCOPEGRAFT_RT_CONSTANT_LEAF(1_1, "computed", "live_leaf_test.cpp", 1, 1, "rate=1");
  return value + 1;
}
static_assert(computed(1) == 2);

TEST(LiveLeaf, ConstexprFunctionsAreCountedAtRunTime) {
  const Recorded run = record([] {
    for (volatile int i = 0; i < 5;) i = computed(i);
  });
  EXPECT_EQ(totals(run.profile).at("computed").measure.calls, 5U);
}

void on_signal(int) { leaves(1); }

TEST(LiveLeaf, SignalHandlersAreCounted) {
  const Recorded run = record([] {
    ::signal(SIGUSR1, on_signal);
    for (int i = 0; i != 100; ++i) {
      SCOPEGRAFT_TEST_LEAF("interrupted");
      ::raise(SIGUSR1);
    }
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.5"}});
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 100U);
  EXPECT_EQ(totals(run.profile).at("interrupted").measure.calls, 100U);
}

TEST(LiveLeaf, AKilledProgramLosesNothing) {
  const Recorded run = record([] {
    SCOPEGRAFT_SCOPE("main");
    leaves(1000);
    ::kill(::getpid(), SIGKILL);
  });
  EXPECT_EQ(totals(run.profile).at("leaf").measure.calls, 1000U);
}

}  // namespace
}  // namespace scopegraft::test
