#include "scopegraft/collect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>

#include <stdexcept>
#include <thread>

#include "live_child.h"
#include "scopegraft/probe.h"
#include "scopegraft/report/report.h"

namespace scopegraft::test {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

#define JOINED(a, b) a##b
#define SITE_AT(line, name, options)                                          \
  static ::scopegraft_rt::Site site_##line{name, "app.cpp", line, 1, options}; \
  const ::scopegraft_rt::Scope JOINED(scope_, line) { site_##line }
#define SITE_EXPANDED(line, name, options) SITE_AT(line, name, options)
#define SITE(name, options) SITE_EXPANDED(__LINE__, name, options)

// The values of a function's collector by their machine names, as the JSON report has them.
struct Found {
  std::map<std::string, double> values;
  std::map<std::string, profile::CollectedValue> texts;
};

Found found(const profile::Profile& profile, const std::string& function, const std::string& collector) {
  const report::Report report = report::build(profile, {});
  Found out;
  for (const report::Row& row : report.summary.rows) {
    if (row.name != function) continue;
    for (const report::RowCollected& of : row.collected) {
      const profile::Collector& described = profile.collectors[of.collector];
      if (described.name != collector) continue;
      for (std::size_t i = 0; i != of.values.size(); ++i) {
        out.values[described.fields[i].name] = of.values[i].total;
        out.values[described.fields[i].name + ".max"] = of.values[i].max;
        out.values[described.fields[i].name + ".count"] = static_cast<double>(of.values[i].count);
      }
      for (const profile::CollectedText& text : of.texts) out.texts[profile.texts[text.text]] = text.value;
    }
  }
  return out;
}

void look_up(bool hit) { hit ? cache_hit() : cache_miss(); }

void cached(int hits, int misses) {
  SITE("app::cached", "rate=auto;exceptions;collectors=cache");
  for (int i = 0; i != hits; ++i) look_up(true);
  for (int i = 0; i != misses; ++i) look_up(false);
}

TEST(Collect, CacheHitsAreExactAtAnySampleRateAndOverThreads) {
  for (const char* rate : {"0", "0.01", "auto"}) {
    const Recorded run = record(
        [] {
          std::vector<std::thread> threads;
          for (int i = 0; i != 3; ++i)
            threads.emplace_back([] {
              for (int j = 0; j != 1000; ++j) cached(3, 1);
            });
          for (std::thread& thread : threads) thread.join();
        },
        {{"SCOPEGRAFT_SAMPLE_RATE", rate}});
    const Found cache = found(run.profile, "app::cached", "cache");
    EXPECT_EQ(cache.values.at("hits"), 9000) << rate;
    EXPECT_EQ(cache.values.at("misses"), 3000) << rate;
  }
}

TEST(Collect, WhatHappensOutsideOrInCallsWithoutTheCollectorCountsForNobody) {
  const Recorded run = record([] {
    cache_hit();
    {
      SITE("app::plain", "rate=auto;exceptions");
      cache_hit();
    }
    cached(1, 0);
    cache_miss();
  });
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("hits"), 1);
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("misses"), 0);
  EXPECT_TRUE(found(run.profile, "app::plain", "cache").values.empty());
}

void outer(int depth) {
  SITE("app::outer", "rate=auto;collectors=cache");
  if (depth > 0) return outer(depth - 1);
  cached(2, 1);
}

TEST(Collect, AProbeCountsAndLetsTheResultPass) {
  const Recorded run = record([] {
    SITE("app::probed", "rate=auto;collectors=cache");
    int value = 7;
    if (*::scopegraft_rt::cache_result(&value) != 7) std::exit(1);
    if (::scopegraft_rt::cache_result(static_cast<int*>(nullptr)) != nullptr) std::exit(1);
    const std::unique_ptr<int> moved = ::scopegraft_rt::cache_result(std::make_unique<int>(3));
    std::unique_ptr<int> none;
    if (&::scopegraft_rt::cache_reference(none) != &none || *moved != 3) std::exit(1);
    (void)::scopegraft_rt::cache_result(false, ::scopegraft_rt::Hit::falsy);
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(found(run.profile, "app::probed", "cache").values.at("hits"), 3);
  EXPECT_EQ(found(run.profile, "app::probed", "cache").values.at("misses"), 2);
}

TEST(Collect, CallersCountWhatTheyCalledAndRecursionCountsOnce) {
  const Recorded run = record([] { outer(300); });  // deeper than the tree unfolds
  EXPECT_EQ(found(run.profile, "app::outer", "cache").values.at("hits"), 2);
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("hits"), 2);
}

void query(const char* text, std::chrono::nanoseconds time, unsigned rows) { database_query({text, time, rows, true, {}}); }

void with_database() {
  SITE("app::load", "rate=auto;collectors=database(track_queries:true)");
  query("SELECT a FROM t WHERE id = 1", 5us, 1);
  query("SELECT a FROM t WHERE id = 2", 9us, 3);
  query("DELETE FROM t", 2us, 7);
}

TEST(Collect, DatabaseQueriesAreCountedTimedAndNormalised) {
  const Recorded run = record([] {
    with_database();
    with_database();
    EXPECT_FALSE(collects_database());
  });
  const Found database = found(run.profile, "app::load", "database");
  EXPECT_EQ(database.values.at("queries"), 6);
  EXPECT_EQ(database.values.at("query_time"), 32'000);
  EXPECT_EQ(database.values.at("query_time.max"), 9'000);
  EXPECT_EQ(database.values.at("rows"), 22);
  ASSERT_EQ(database.texts.size(), 2U);
  EXPECT_EQ(database.texts.at("SELECT a FROM t WHERE id = ?").count, 4U);
  EXPECT_EQ(database.texts.at("SELECT a FROM t WHERE id = ?").max, 9'000);
  EXPECT_EQ(database.texts.at("DELETE FROM t").total, 4'000);
}

TEST(Collect, PartsOfAQueryAreOneQuery) {
  const Recorded run = record([] {
    SITE("app::cursor", "rate=auto;collectors=database");
    ASSERT_TRUE(collects_database());
    database_query({"SELECT 1", 4us, 1, true, {}});
    database_query({"SELECT 1", 3us, 1, false, 7us});
    database_query({"SELECT 1", 2us, 0, false, 9us});
  });
  const Found database = found(run.profile, "app::cursor", "database");
  EXPECT_EQ(database.values.at("queries"), 1);
  EXPECT_EQ(database.values.at("query_time"), 9'000);
  EXPECT_EQ(database.values.at("query_time.max"), 9'000);
  EXPECT_EQ(database.values.at("rows"), 2);
  EXPECT_TRUE(database.texts.empty());  // without track_queries
}

TEST(Collect, TextsAreBoundedAndTheRestIsOneEntry) {
  const Recorded run = record([] {
    SITE("app::many", "rate=auto;collectors=database(track_queries:true)");
    for (int i = 0; i != 500; ++i) query(("SELECT c" + std::to_string(i) + "x FROM t").c_str(), 1us, 0);
  });
  const Found database = found(run.profile, "app::many", "database");
  EXPECT_EQ(database.values.at("queries"), 500);
  EXPECT_LE(database.texts.size(), 65U);
  EXPECT_GT(database.texts.at("").count, 400U);
  double all = 0;
  for (const auto& [text, value] : database.texts) all += static_cast<double>(value.count);
  EXPECT_EQ(all, 500);
}

class Trips final : public Collector {
 public:
  std::vector<CollectorField> fields() const override {
    return {{"trips", CollectorField::Kind::count, "", ""},
            {"distance", CollectorField::Kind::number, "", ""},
            {"kinds", CollectorField::Kind::text, "", ""},
            {"failed", CollectorField::Kind::count, "", ""},
            {"failure_rate", CollectorField::Kind::share, "failed", "trips"}};
  }
  void on_enter(CollectorCall& call) override {
    call.state() = call.parameter("depth").empty() ? 1 : std::stoull(call.parameter("depth"));
    call.add(2, call.function());
  }
  void on_exit(CollectorCall& call) override {
    if (call.left_by_exception()) return call.add(3);
    call.add(0);
    call.add(1, static_cast<double>(call.state()));
    call.add(99);                  // does not exist
    call.add(4);                   // a share takes nothing
    throw std::runtime_error("x");  // dropped
  }
};

void trip(bool fails) {
  SITE("app::trip", "rate=auto;exceptions;collectors=trips(depth:7,mode:a%2Cb)");
  collect("trips", "distance", 100);
  collect("trips", "kinds", std::string_view("inside"));
  collect("trips", "nothing", 1);
  if (fails) throw 1;
}

TEST(Collect, AProgramsOwnCollectorSeesEveryCall) {
  const Recorded run = record([] {
    EXPECT_TRUE(register_collector("trips", std::make_unique<Trips>()));
    for (int i = 0; i != 10; ++i) try {
        trip(i == 3);
      } catch (int) {
      }
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  const Found trips = found(run.profile, "app::trip", "trips");
  EXPECT_EQ(trips.values.at("trips"), 9);
  EXPECT_EQ(trips.values.at("failed"), 1);
  EXPECT_EQ(trips.values.at("distance"), 9 * 7 + 10 * 100);
  EXPECT_EQ(trips.values.at("distance.max"), 100);
  EXPECT_EQ(trips.texts.at("app::trip").count, 10U);
  EXPECT_EQ(trips.texts.at("inside").count, 10U);
}

TEST(Collect, AnUnregisteredCollectorIsNamedInTheReportAndTheDebugLog) {
  const auto program = [] { trip(false); };
  const Recorded quiet = record(program);
  EXPECT_TRUE(quiet.outcome.good());
  EXPECT_EQ(quiet.outcome.error_text, "");
  const Recorded loud = record(program, {{"SCOPEGRAFT_LOG", "debug"}});
  EXPECT_THAT(loud.outcome.error_text, HasSubstr("the rules ask for the collector 'trips', but the program registered none"));
  const report::Options options;
  const std::string text = report::find_format("text")->write(report::build(quiet.profile, options), options);
  EXPECT_THAT(text, HasSubstr("collectors that the rules name and the program did not register: trips"));
  EXPECT_EQ(totals(quiet.profile).at("app::trip").measure.calls, 1U);
}

TEST(Collect, ACollectorRegisteredLateCollectsFromThenOn) {
  const Recorded run = record([] {
    trip(false);
    EXPECT_TRUE(register_collector("trips", std::make_unique<Trips>()));
    EXPECT_FALSE(register_collector("trips", std::make_unique<Trips>()));
    trip(false);
  });
  EXPECT_EQ(found(run.profile, "app::trip", "trips").values.at("trips"), 1);
  EXPECT_TRUE(run.profile.collectors.at(0).registered);
}

class Bad final : public Collector {
 public:
  explicit Bad(std::vector<CollectorField> fields) : fields_(std::move(fields)) {}
  std::vector<CollectorField> fields() const override { return fields_; }

 private:
  std::vector<CollectorField> fields_;
};

TEST(Collect, BadCollectorsAreRefusedWithAReason) {
  const Recorded run = record(
      [] {
        using Kind = CollectorField::Kind;
        const auto refused = [](const char* name, std::vector<CollectorField> fields) {
          EXPECT_FALSE(register_collector(name, std::make_unique<Bad>(std::move(fields)))) << name;
        };
        refused("database", {});
        refused("memory", {});
        refused("two words", {});
        refused("a", {{"x y", Kind::count, "", ""}});
        refused("b", {{"x", Kind::count, "", ""}, {"x", Kind::count, "", ""}});
        refused("c", {{"x", Kind::share, "hits", "misses"}});
        refused("d", std::vector<CollectorField>(17, {"x", Kind::count, "", ""}));
        EXPECT_FALSE(register_collector("e", nullptr));
      },
      {{"SCOPEGRAFT_LOG", "debug"}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  for (const char* why : {"the name is taken", "not a free word", "a field's name is not a word", "two fields of one name", "fields that do not exist", "more than 16", "there is none"})
    EXPECT_THAT(run.outcome.error_text, HasSubstr(why));
}

jmp_buf back;

void jumper() {
  SITE("app::jumper", "rate=auto;collectors=cache,trips");
  if (setjmp(back) == 0) {
    SITE("app::jumped", "rate=auto;collectors=cache,trips");
    cache_hit();
    ::longjmp(back, 1);
  }
  cache_miss();
}

TEST(Collect, CallsThatAreJumpedOverCloseWithTheirCaller) {
  const Recorded run = record([] {
    (void)register_collector("trips", std::make_unique<Trips>());
    for (int i = 0; i != 100; ++i) jumper();
    cached(1, 0);
  });
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(found(run.profile, "app::jumper", "cache").values.at("hits"), 100);
  EXPECT_EQ(found(run.profile, "app::jumper", "cache").values.at("misses"), 100);
  EXPECT_EQ(found(run.profile, "app::jumper", "trips").values.at("trips"), 100);
  EXPECT_EQ(found(run.profile, "app::jumped", "trips").values.at("trips"), 0);
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("hits"), 1);
}

TEST(Collect, AKilledProgramLosesNothingEvenOfOpenCalls) {
  const Recorded run = record([] {
    SITE("app::run", "rate=auto;collectors=cache,database(track_queries:true)");
    for (int i = 0; i != 1000; ++i) cache_hit();
    query("SELECT 5", 3us, 1);
    ::kill(::getpid(), SIGKILL);
  });
  EXPECT_EQ(found(run.profile, "app::run", "cache").values.at("hits"), 1000);
  EXPECT_EQ(found(run.profile, "app::run", "database").texts.at("SELECT ?").count, 1U);
}

TEST(Collect, AForkedChildCollectsIntoItsOwnProfile) {
  const Recorded run = record([] {
    cached(5, 0);
    with_database();
    const pid_t child = ::fork();
    if (child == 0) {
      cached(0, 4);
      with_database();
      const FunctionMetrics mine = get_function_metrics("app::cached");
      std::_Exit(mine.collected.at("cache.misses") == 4 && mine.collected.at("cache.hits") == 0 && mine.collected.at("cache.hit_rate") == 0 ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    std::exit(status == 0 ? 0 : 1);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("hits"), 5);
  EXPECT_EQ(found(run.profile, "app::cached", "cache").values.at("misses"), 0);
}

TEST(Collect, TheTimeOfCollectorsIsOverheadAndNotTheFunctions) {
  struct Slow final : Collector {
    std::vector<CollectorField> fields() const override { return {}; }
    void on_enter(CollectorCall&) override { fake_now += 1'000'000; }
    void on_exit(CollectorCall&) override { fake_now += 1'000'000; }
  };
  const Recorded run = record([] {
    use_fake_clock();
    (void)register_collector("slow", std::make_unique<Slow>());
    SITE("app::around", "rate=1");
    for (int i = 0; i != 10; ++i) {
      SITE("app::slow", "rate=1;collectors=slow");
      fake_now += 1000;
    }
  });
  const auto all = totals(run.profile);
  EXPECT_NEAR(all.at("app::slow").measure.time, 10'000, 1'000);
  EXPECT_NEAR(all.at("app::around").measure.time, 10'000, 5'000);
  EXPECT_GE(run.profile.overhead_time, 19e6);
}

TEST(Collect, MemoryIsTrackMemory) {
  const Recorded run = record([] { SITE("app::heap", "rate=auto;collectors=memory"); });
  EXPECT_TRUE(run.profile.sites.at(0).track_memory);
  EXPECT_TRUE(run.profile.collectors.empty());
}

}  // namespace
}  // namespace scopegraft::test
