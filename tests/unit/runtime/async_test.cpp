#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>

#include "coroutine_types.h"
#include "live_child.h"
#include "scopegraft/async.h"

// As the rewriter spells it (runtime/ASYNC.md).
#define ASYNC_SCOPE(name)                                                                \
  static ::scopegraft_rt::Site sg_site{name, "test.cpp", __LINE__, 1, "rate=auto;exceptions;async"}; \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)
#define AWAIT(...) co_await ::scopegraft_rt::awaiting(sg_scope, __VA_ARGS__)

namespace scopegraft::test {
namespace {

const Environment kEvery = {{"SCOPEGRAFT_SAMPLE_RATE", "1"}};

// "main/outer/inner": calls. Nodes that only stand for a place have none.
std::map<std::string, std::uint64_t> paths(const profile::Profile& profile) {
  std::map<std::string, std::uint64_t> out;
  for (const profile::Node& node : profile.nodes) {
    if (node.site == profile::Node::kNone || node.measure.calls == 0) continue;
    std::string path = profile.sites[node.site].name;
    for (std::uint32_t at = node.parent; at != profile::Node::kNone; at = profile.nodes[at].parent)
      if (profile.nodes[at].site != profile::Node::kNone) path = profile.sites[profile.nodes[at].site].name + "/" + path;
    out[path] += node.measure.calls;
  }
  return out;
}
using Paths = std::map<std::string, std::uint64_t>;

void work(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("work");
  fake_now += ns;
}
void other(std::uint64_t ns) {
  SCOPEGRAFT_SCOPE("other");
  fake_now += ns;
}

Task<int> leaf(Loop& loop) {
  ASYNC_SCOPE("leaf");
  work(100);
  AWAIT(loop.turn());
  work(200);
  co_return 1;
}
Task<int> parent(Loop& loop) {
  ASYNC_SCOPE("parent");
  fake_now += 10;
  const int a = AWAIT(leaf(loop));
  fake_now += 20;
  const int b = AWAIT(leaf(loop));
  co_return a + b;
}

TEST(Async, TimesAndSuspensionsAreThoseOfTheCoroutine) {
  const Recorded run = record([] {
    use_fake_clock();
    Loop loop;
    Task<int> task = parent(loop);
    task.start();
    while (!loop.ready.empty()) {
      other(1000);
      loop.step();
    }
    if (task.result() != 2) std::abort();
  }, kEvery);
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"parent", 1}, {"parent/leaf", 2}, {"parent/leaf/work", 4}, {"other", 2}}));
  const auto all = totals(run.profile);
  const profile::Measure& leaf_measure = all.at("leaf").measure;
  EXPECT_DOUBLE_EQ(leaf_measure.total_time(), 2 * 1300);
  EXPECT_DOUBLE_EQ(leaf_measure.active_time, 2 * 300);
  EXPECT_EQ(leaf_measure.suspensions, 2U);
  const profile::Measure& outer = all.at("parent").measure;
  EXPECT_DOUBLE_EQ(outer.total_time(), 30 + 2 * 1300);
  EXPECT_DOUBLE_EQ(outer.active_time, 30);
  EXPECT_EQ(outer.suspensions, 2U);
  EXPECT_EQ(outer.abandoned, 0U);
  EXPECT_DOUBLE_EQ(all.at("other").measure.total_time(), 2000);
}

TEST(Async, OtherWorkOfTheThreadDoesNotHangBelowASuspendedCoroutine) {
  const Recorded run = record([] {
    Loop loop;
    Task<int> a = parent(loop), b = parent(loop);
    {
      SCOPEGRAFT_SCOPE("starter");
      a.start();
      other(1);
      b.start();
    }
    other(1);
    loop.run();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"starter", 1},
                                       {"starter/other", 1},
                                       {"starter/parent", 2},
                                       {"starter/parent/leaf", 4},
                                       {"starter/parent/leaf/work", 8},
                                       {"other", 1}}));
}

Eager eager(Loop& loop) {
  ASYNC_SCOPE("eager");
  AWAIT(loop.turn());
  work(1);
}
Task<int> starts_eager(Loop& loop) {
  ASYNC_SCOPE("starts_eager");
  eager(loop);
  AWAIT(loop.turn());
  co_return 0;
}

TEST(Async, AnEagerCoroutineHangsBelowItsCaller) {
  const Recorded run = record([] {
    Loop loop;
    Task<int> task = starts_eager(loop);
    task.start();
    loop.run();
  });
  EXPECT_EQ(paths(run.profile), (Paths{{"starts_eager", 1}, {"starts_eager/eager", 1}, {"starts_eager/eager/work", 1}}));
}

// A frame that begins from the loop must not be taken for the child of the coroutine that suspended last.
TEST(Async, ACoroutineThatTheLoopStartsIsNobodysChild) {
  const Recorded run = record([] {
    Loop loop;
    Task<int> waits = leaf(loop), fresh = parent(loop);
    waits.start();
    loop.ready.push_back(fresh.handle());
    loop.run();
  });
  EXPECT_EQ(paths(run.profile), (Paths{{"leaf", 1}, {"leaf/work", 2}, {"parent", 1}, {"parent/leaf", 2}, {"parent/leaf/work", 4}}));
}

Task<int> throws(Loop& loop) {
  ASYNC_SCOPE("throws");
  AWAIT(loop.turn());
  throw std::runtime_error("no");
}
Task<int> catches(Loop& loop) {
  ASYNC_SCOPE("catches");
  try {
    AWAIT(throws(loop));
  } catch (const std::runtime_error&) {
    work(5);
  }
  AWAIT(loop.turn());
  work(5);
  co_return 3;
}
Task<int> passes(Loop& loop) {
  ASYNC_SCOPE("passes");
  co_return AWAIT(throws(loop));
}

TEST(Async, ExceptionsAreCountedOnceEachCoroutineTheyLeave) {
  const Recorded run = record([] {
    Loop loop;
    Task<int> a = catches(loop), b = passes(loop);
    a.start();
    b.start();
    loop.run();
    if (a.result() != 3) std::abort();
    try {
      b.result();
      std::abort();
    } catch (const std::runtime_error&) {
    }
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("throws").measure.exceptions, 2U);
  EXPECT_EQ(all.at("passes").measure.exceptions, 1U);
  EXPECT_EQ(all.at("catches").measure.exceptions, 0U);
  EXPECT_EQ(paths(run.profile)["catches/work"], 2U);
}

struct SuspendThrows {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const { throw std::runtime_error("cannot wait"); }
  void await_resume() const {}
};
Task<int> cannot_wait(Loop& loop) {
  ASYNC_SCOPE("cannot_wait");
  try {
    AWAIT(SuspendThrows{});
  } catch (const std::runtime_error&) {
    work(1);
  }
  AWAIT(loop.turn());
  co_return 0;
}

TEST(Async, AnAwaitThatCannotSuspendPutsTheScopeBack) {
  const Recorded run = record([] {
    Loop loop;
    Task<int> task = cannot_wait(loop);
    task.start();
    loop.run();
  });
  EXPECT_EQ(paths(run.profile), (Paths{{"cannot_wait", 1}, {"cannot_wait/work", 1}}));
  EXPECT_EQ(totals(run.profile).at("cannot_wait").measure.exceptions, 0U);
}

TEST(Async, AFrameDestroyedWhileSuspendedIsAbandoned) {
  const Recorded run = record([] {
    use_fake_clock();
    Loop loop;
    {
      SCOPEGRAFT_SCOPE("owner");
      Task<int> task = parent(loop);
      task.start();
      fake_now += 500;
    }
    other(1);
  }, kEvery);
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("parent").measure.abandoned, 1U);
  EXPECT_EQ(all.at("leaf").measure.abandoned, 1U);
  EXPECT_EQ(all.at("leaf").measure.exceptions, 0U);
  EXPECT_DOUBLE_EQ(all.at("leaf").measure.total_time(), 600);
  EXPECT_DOUBLE_EQ(all.at("leaf").measure.active_time, 100);
  EXPECT_EQ(paths(run.profile)["other"], 1U);
}

TEST(Async, AResumptionOnAnotherThreadKeepsThePath) {
  const Recorded run = record([] {
    use_fake_clock();
    Loop loop;
    Task<int> task = parent(loop);
    task.start();
    for (int i = 0; i != 2; ++i) {
      std::thread([&] {
        SCOPEGRAFT_SCOPE("thread");
        fake_now += 1000;
        loop.step();
        other(1);
      }).join();
    }
    if (!task.done()) std::abort();
  }, kEvery);
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"parent", 1}, {"parent/leaf", 2}, {"parent/leaf/work", 4}, {"thread", 2}, {"thread/other", 2}}));
  const profile::Measure leaf_measure = totals(run.profile).at("leaf").measure;
  EXPECT_EQ(leaf_measure.measured, 2U);
  EXPECT_DOUBLE_EQ(leaf_measure.active_time, 600);
}

TEST(Async, ACallThatIsNoCoroutineEndsOnAnotherThread) {
  const Recorded run = record([] {
    use_fake_clock();
    static scopegraft_rt::Site site("call", "test.cpp", 1, 1, "rate=auto;exceptions;async");
    scopegraft_rt::AsyncScope* call = nullptr;
    {
      SCOPEGRAFT_SCOPE("starter");
      call = new scopegraft_rt::AsyncScope(site, scopegraft_rt::FrameAddress{nullptr});
      work(100);
      call->leave();
      other(1000);
    }
    std::thread([&] {
      call->back();
      work(10);
      delete call;
      other(1000);
    }).join();
  }, kEvery);
  ASSERT_TRUE(run.outcome.good());
  EXPECT_EQ(paths(run.profile), (Paths{{"starter", 1}, {"starter/call", 1}, {"starter/call/work", 2}, {"starter/other", 1}, {"other", 1}}));
  const profile::Measure measure = totals(run.profile).at("call").measure;
  EXPECT_DOUBLE_EQ(measure.total_time(), 1110);
  EXPECT_DOUBLE_EQ(measure.active_time, 110);
  EXPECT_EQ(measure.abandoned, 0U);
}

Generator<int> inner(int n) {
  ASYNC_SCOPE("inner");
  for (int i = 0; i != n; ++i) {
    work(10);
    (static_cast<void>(co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope)), sg_scope.leaving(i))), sg_scope.back());
  }
}
Generator<int> outer(int n) {
  ASYNC_SCOPE("outer");
  Generator<int> each = inner(n);
  while (each.next()) {
    fake_now += 1;
    (static_cast<void>(co_yield (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope)), sg_scope.leaving(each.value()))), sg_scope.back());
  }
}

TEST(Async, AGeneratorInAGenerator) {
  const Recorded run = record([] {
    use_fake_clock();
    int sum = 0;
    {
      Generator<int> numbers = outer(5);
      while (numbers.next()) {
        sum += numbers.value();
        other(100);
      }
    }
    Generator<int> stopped = outer(5);
    stopped.next();
    if (sum != 10) std::abort();
  }, kEvery);
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"outer", 2}, {"outer/inner", 2}, {"outer/inner/work", 6}, {"other", 5}}));
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("outer").measure.suspensions, 6U);
  EXPECT_EQ(all.at("outer").measure.abandoned, 1U);
  EXPECT_EQ(all.at("inner").measure.abandoned, 1U);
  EXPECT_DOUBLE_EQ(all.at("outer").measure.active_time, 5 * 11 + 11);
}

Task<int> step(int i) {
  ASYNC_SCOPE("step");
  co_return i & 1;
}
// Sanitizers have calls where a transfer is a jump else.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kTransfers = 1000;
#else
constexpr int kTransfers = 1'000'000;
#endif
Task<int> chain() {
  ASYNC_SCOPE("chain");
  int sum = 0;
  for (int i = 0; i != kTransfers; ++i) sum += AWAIT(step(i));
  co_return sum;
}

TEST(Async, AMillionSymmetricTransfersNeedNoStack) {
  const Recorded run = record([] {
    Task<int> task = chain();
    task.start();
    if (task.result() != kTransfers / 2) std::abort();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"chain", 1}, {"chain/step", kTransfers}}));
  EXPECT_EQ(totals(run.profile).at("chain").measure.suspensions, static_cast<std::uint64_t>(kTransfers));
}

Guarded<int> guarded_leaf(Loop& loop) {
  ASYNC_SCOPE("guarded_leaf");
  work(1);
  const int turn = sg_scope.value(co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope)), sg_scope.leaving(loop)));
  work(1);
  co_return turn;
}
Guarded<std::string> guarded(Loop& loop, bool stop) {
  ASYNC_SCOPE("guarded");
  const int turn = sg_scope.value(co_await (static_cast<void>(::scopegraft_rt::AwaitMark(sg_scope)), sg_scope.leaving(guarded_leaf(loop), "guarded_leaf")));
  work(1);
  if (stop) throw std::runtime_error("stop");
  co_return std::string(static_cast<std::size_t>(turn), 'x');
}

TEST(Async, APromiseThatTransformsSeesItsOwnOperands) {
  const Recorded run = record([] {
    Loop loop;
    Guarded<std::string> task = guarded(loop, false);
    task.start();
    other(1);
    loop.run();
    if (task.await_resume() != "xxxxxxx") std::abort();
    {
      Guarded<std::string> lost = guarded(loop, false);
      lost.start();
      loop.ready.clear();
    }
    Guarded<std::string> stopped = guarded(loop, true);
    stopped.start();
    loop.run();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(paths(run.profile), (Paths{{"guarded", 3}, {"guarded/guarded_leaf", 3}, {"guarded/guarded_leaf/work", 5}, {"guarded/work", 2}, {"other", 1}}));
  const auto all = totals(run.profile);
  EXPECT_EQ(all.at("guarded").measure.abandoned, 1U);
  EXPECT_EQ(all.at("guarded_leaf").measure.abandoned, 1U);
  EXPECT_EQ(all.at("guarded").measure.exceptions, 1U);
}

Task<void> never_waits(std::uint64_t ns) {
  ASYNC_SCOPE("never_waits");
  fake_now += ns;
  co_return;
}

TEST(Async, ARunKeepsTheWeightThatItWasMeasuredWith) {
  // Long runs, all of them measured; then a burst of short ones, few of which are: the long ones do not stand for any of these.
  constexpr std::uint64_t kLong = 700, kShort = 200'000;
  const Recorded run = record([] {
    use_fake_clock();
    for (std::uint64_t i = 0; i != kLong; ++i) never_waits(10'000).start();
    for (std::uint64_t i = 0; i != kShort; ++i) never_waits(1).start();
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const auto all = totals(run.profile);
  const profile::Measure& measure = all.at("never_waits").measure;
  ASSERT_EQ(measure.calls, kLong + kShort);
  EXPECT_LT(measure.measured, measure.calls);
  EXPECT_NEAR(measure.total_time(), kLong * 10'000 + kShort, 0.25 * kLong * 10'000);
}

}  // namespace
}  // namespace scopegraft::test
