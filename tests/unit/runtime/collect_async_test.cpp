#include <gtest/gtest.h>

#include <thread>

#include "coroutine_types.h"
#include "live_child.h"
#include "scopegraft/async.h"
#include "scopegraft/collect.h"

#define ASYNC_SITE(name, options)                                                             \
  static ::scopegraft_rt::Site sg_site{name, "test.cpp", __LINE__, 1, "rate=auto;async;" options}; \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)
#define AWAIT(...) co_await ::scopegraft_rt::awaiting(sg_scope, __VA_ARGS__)

namespace scopegraft::test {
namespace {

struct Ends final : Collector {
  std::vector<CollectorField> fields() const override { return {{"entered", CollectorField::Kind::count, "", ""}, {"left", CollectorField::Kind::count, "", ""}}; }
  void on_enter(CollectorCall& call) override {
    call.state() = 41;
    call.add(0);
  }
  void on_exit(CollectorCall& call) override { call.add(1, call.state() == 41 ? 1 : 1000); }
};

Task<int> inner(Loop& loop) {
  ASYNC_SITE("inner", "collectors=cache");
  cache_hit();
  AWAIT(loop.turn());
  cache_miss();
  co_return 1;
}
Task<int> outer(Loop& loop) {
  ASYNC_SITE("outer", "collectors=cache,ends");
  const int one = AWAIT(inner(loop));
  cache_hit();
  co_return one;
}

std::map<std::string, double> all_of(const std::string& function) { return get_function_metrics(function).collected; }

TEST(CollectAsync, ACoroutineCollectsWhatItAwaitedAndNothingFromWhileItSlept) {
  const Recorded run = record([] {
    (void)register_collector("ends", std::make_unique<Ends>());
    Loop loop;
    Task<int> first = outer(loop), second = outer(loop);
    first.start();
    second.start();
    for (int i = 0; i != 50; ++i) cache_miss();  // nobody's
    loop.run();
    if (first.result() + second.result() != 2) std::abort();
    EXPECT_EQ(all_of("inner").at("cache.hits"), 2);
    EXPECT_EQ(all_of("inner").at("cache.misses"), 2);
    EXPECT_EQ(all_of("outer").at("cache.hits"), 4);
    EXPECT_EQ(all_of("outer").at("cache.misses"), 2);
    EXPECT_EQ(all_of("outer").at("ends.entered"), 2);
    if (testing::Test::HasFailure()) std::exit(1);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

TEST(CollectAsync, AResumptionOnAnotherThreadCollectsForTheSamePath) {
  const Recorded run = record([] {
    (void)register_collector("ends", std::make_unique<Ends>());
    Loop loop;
    {
      Task<int> task = outer(loop);
      task.start();
      std::thread([&] { loop.run(); }).join();
    }
    EXPECT_EQ(all_of("outer").at("cache.hits"), 2);
    EXPECT_EQ(all_of("outer").at("cache.misses"), 1);
    EXPECT_EQ(all_of("outer").at("ends.left"), 1);
    EXPECT_EQ(all_of("outer").at("cache.hit_rate"), 2.0 / 3);
    if (testing::Test::HasFailure()) std::exit(1);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

}  // namespace
}  // namespace scopegraft::test
