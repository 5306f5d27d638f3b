#include "scopegraft/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "live/snapshot.h"
#include "live_child.h"
#include "scopegraft/context.h"

namespace scopegraft::test {
namespace {

using testing::HasSubstr;
using testing::Not;

void leaf(bool fails = false) {
  static scopegraft_rt::Site site("app::leaf", "a.cpp", 1, 1, "rate=1;exceptions");
  const scopegraft_rt::Scope scope(site);
  if (fails) throw 1;
}

// Fails in the child become its exit status, and show.
void must(const std::function<void()>& program, const Environment& environment = {}) {
  const Recorded run = record([&] {
    program();
    std::exit(testing::Test::HasFailure() ? 1 : 0);
  }, environment);
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

TEST(Config, SaysWhereEachValueIsFrom) {
  must([] {
    leaf();
    Config config = get_config();
    EXPECT_EQ(config["sample_rate"].origin, "environment");
    EXPECT_EQ(config["sample_rate"].value, "0.25");
    EXPECT_EQ(config["exclude_patterns"].value, "b::*");
    EXPECT_EQ(config["overhead_budget"].origin, "default");
    EXPECT_EQ(config["track_memory"].origin, "rules");
    EXPECT_EQ(config["batch_size"].value, "512");
    set_defaults({0.5, std::nullopt, std::nullopt, std::nullopt, true});
    config = get_config();
    EXPECT_EQ(config["sample_rate"].origin, "API");
    EXPECT_EQ(config["sample_rate"].value, "0.5");
    EXPECT_EQ(config["create_span"].value, "true");
    Config function = get_config("app::leaf");
    EXPECT_EQ(function["create_span"].origin, "API");
    EXPECT_EQ(function["track_memory"].origin, "rules");
    EXPECT_EQ(function["track_memory"].value, "false");
    EXPECT_TRUE(get_config("app::nobody").empty());
  }, {{"SCOPEGRAFT_SAMPLE_RATE", "0.25"}, {"SCOPEGRAFT_EXCLUDE_PATTERNS", "b::*"}});
}

TEST(Config, BadValuesGiveALineEachAndChangeNothing) {
  const Recorded run = record([] {
    set_defaults({1.5, {}, {}, {}, {}});
    set_defaults({-0.1, {}, {}, {}, {}});
    configure_performance({0, -1.0, {}, 1e9, 1 << 21});
    Config config = get_config();
    const bool kept = config["sample_rate"].origin == "rules" && config["batch_size"].value == "512" && config["batch_timeout_seconds"].value == "5" &&
                      config["memory_sampling_interval"].value == "0.1" && config["context_pool_size"].value == "64" && config["overhead_budget"].value == "0.02";
    leaf();
    std::exit(kept ? 0 : 1);
  }, {{"SCOPEGRAFT_OVERHEAD_BUDGET", "much"}, {"SCOPEGRAFT_ENABLED", "perhaps"}});
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
  for (const char* line : {"SCOPEGRAFT_OVERHEAD_BUDGET=much: expected", "SCOPEGRAFT_ENABLED=perhaps: expected", "set_defaults: sample_rate is 1.5, outside 0..1; ignored",
                           "set_defaults: sample_rate is -0.1", "batch_size is 0, outside 1..16384", "batch_timeout_seconds is -1", "memory_sampling_interval is 1e+09",
                           "context_pool_size is 2.09715e+06"})
    EXPECT_THAT(run.outcome.error_text, HasSubstr(line));
  EXPECT_EQ(std::count(run.outcome.error_text.begin(), run.outcome.error_text.end(), '\n'), 8);
  EXPECT_EQ(totals(run.profile).at("app::leaf").measure.calls, 1U);
}

// A thread that is in no profiled call at the moment, and one whose every call was let through.
TEST(Config, RunningThreadsFollowWithoutBeingAsked) {
  for (const char* before : {"0", "0.001", "1", "auto"}) {
    std::atomic<int> phase{0};
    const Recorded run = record([&] {
      std::thread worker([&] {
        while (phase != 1) leaf();
        for (int i = 0; i != 5; ++i) leaf();  // at most one call for each place to follow
        phase = 2;
        while (phase != 3) ::sched_yield();
        for (int i = 0; i != 1000; ++i) leaf();
        phase = 4;
      });
      ::usleep(20'000);
      set_defaults({0.0, {}, {}, {}, {}});
      phase = 1;
      while (phase != 2) ::sched_yield();
      const std::uint64_t none = totals(live::snapshot()).at("app::leaf").measure.measured;
      set_defaults({1.0, {}, {}, {}, {}});
      phase = 3;
      while (phase != 4) ::sched_yield();
      worker.join();
      const auto all = totals(live::snapshot()).at("app::leaf").measure;
      // The first call of the thousand is the one that follows.
      std::fprintf(stderr, "%llu of 1000 measured", static_cast<unsigned long long>(all.measured - none));
      std::exit(all.measured - none >= 999 && all.measured - none <= 1000 ? 0 : 1);
    }, {{"SCOPEGRAFT_SAMPLE_RATE", before}});
    EXPECT_TRUE(run.outcome.good()) << before << ": " << run.outcome.error_text;
  }
}

TEST(Config, ExceptionsAreNotCountedWhenNobodyWantsThem) {
  must([] {
    const auto fail = [] {
      try {
        leaf(true);
      } catch (int) {
      }
    };
    fail();
    set_defaults({{}, {}, false, {}, {}});
    fail();
    fail();
    EXPECT_EQ(get_function_metrics("app::leaf").exception_count, 1U);
    set_defaults({{}, {}, true, {}, {}});
    fail();
    EXPECT_EQ(get_function_metrics("app::leaf").exception_count, 2U);
    EXPECT_EQ(get_function_metrics("app::leaf").call_count, 4U);
  });
}

TEST(Config, SpansAndInheritanceMayBeTurnedOnWhileTheProgramRuns) {
  must([] {
    const auto span_inside = [] {
      static scopegraft_rt::Site site("app::spanned", "a.cpp", 2, 1, "rate=1");
      const scopegraft_rt::Scope scope(site);
      return std::pair(current_span().is_valid(), capture().has("tenant"));
    };
    const ContextScope context{{"tenant", "x"}};
    EXPECT_EQ(span_inside(), std::pair(false, true));
    set_defaults({{}, {}, {}, {}, true});
    span_inside();  // follows
    EXPECT_EQ(span_inside(), std::pair(true, true));
    set_defaults({{}, {}, {}, false, false});
    span_inside();
    EXPECT_EQ(span_inside(), std::pair(false, false));
  });
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What lies beside a profile after a run of `spans` spans.
struct Written {
  std::string lines, binary;
};
Written spans_of(int spans, const Performance& performance) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "p.scopegraft";
  const Outcome outcome = run_child({{"SCOPEGRAFT_OUTPUT", file.string()}}, [&] {
    configure_performance(performance);
    for (int i = 0; i != spans; ++i) {
      static scopegraft_rt::Site site("app::span", "a.cpp", 3, 1, "rate=1;span;context=shard:17,ratio:0.5,on:true");
      const scopegraft_rt::Scope scope(site);
    }
  });
  EXPECT_TRUE(outcome.good());
  return {text_of(file.string() + ".spans.jsonl"), text_of(file.string() + ".spans.pb")};
}

TEST(Config, BatchSizeIsTheSpansOfOneLine) {
  const std::string lines = spans_of(100, {10, 3600.0, {}, {}, {}}).lines;
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 10);
  const std::string one = spans_of(100, {1000, 3600.0, {}, {}, {}}).lines;
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 1);
}

TEST(Config, TheBatchTimeoutIsHowLongASpanWaits) {
  must([] {
    const auto span = [] {
      static scopegraft_rt::Site site("app::span", "a.cpp", 3, 1, "rate=1;span");
      const scopegraft_rt::Scope scope(site);
    };
    configure_performance({1000, 3600.0, {}, {}, {}});
    span();
    ::usleep(50'000);
    EXPECT_EQ(span_counts().written, 0U);
    flush_spans();
    configure_performance({{}, 0.001, {}, {}, {}});
    // The writer that waits for the long time is not woken by a new one; the next batch is on time.
    for (int i = 0; i != 1000; ++i) span();
    for (int i = 0; i != 3000 && span_counts().written != 1001; ++i) ::usleep(1000);
    span();
    for (int i = 0; i != 3000 && span_counts().written != 1002; ++i) ::usleep(1000);
    EXPECT_EQ(span_counts().written, 1002U);
  });
}

TEST(Config, FastSerializationWritesProtobuf) {
  const Written written = spans_of(7, {3, 3600.0, true, {}, {}});
  EXPECT_EQ(written.lines, "");
  unsigned messages = 0;
  for (std::size_t at = 0; at + 4 <= written.binary.size(); ++messages) {
    std::size_t size = 0;
    for (int i = 0; i != 4; ++i) size = size << 8U | static_cast<unsigned char>(written.binary[at + static_cast<std::size_t>(i)]);
    ASSERT_LE(at + 4 + size, written.binary.size());
    at += 4 + size;
  }
  EXPECT_EQ(messages, 3U);  // 3 + 3 + 1
  EXPECT_THAT(written.binary, HasSubstr("app::span"));
  EXPECT_LT(written.binary.size(), spans_of(7, {3, 3600.0, false, {}, {}}).lines.size() / 2);
}

TEST(Config, ResidentMemoryIsReadAtItsInterval) {
  const auto grown = [](double interval) {
    const Recorded run = record([&] {
      configure_performance({{}, {}, {}, interval, {}});
      leaf();
      constexpr std::size_t kSize = 64 << 20;
      auto* const memory = static_cast<char*>(::malloc(kSize));
      std::memset(memory, 1, kSize);
      for (int i = 0; i != 40; ++i) {
        leaf();
        ::usleep(5'000);
      }
      std::exit(memory[kSize - 1] - 1);
    });
    return run.profile.rss_now_bytes;
  };
  EXPECT_GT(grown(0.05), 64e6);
  EXPECT_LT(grown(3600), 64e6);
}

TEST(Config, TheContextPoolIsFilledAhead) {
  const auto taken = [](std::int64_t pool) {
    const auto pages = [] {
      std::ifstream in("/proc/self/statm");
      long total = 0;
      in >> total;
      return total;
    };
    int status = 0;
    const Recorded run = record([&] {
      configure_performance({{}, {}, {}, {}, pool});
      const long before = pages();
      const ContextScope context{{"a", 1}};
      std::exit((pages() - before) * ::sysconf(_SC_PAGESIZE) > (10 << 20) ? 42 : 0);
    });
    status = run.outcome.status;
    return WEXITSTATUS(status) == 42;
  };
  EXPECT_FALSE(taken(64));
  EXPECT_TRUE(taken(100'000));
}

TEST(Config, TheDebugLogSaysWhatWasConfiguredAttachedAndMeasured) {
  const auto program = [] {
    for (int i = 0; i != 4; ++i) leaf();
    SCOPEGRAFT_SCOPE("b::hidden");
  };
  const std::string text = record(program, {{"SCOPEGRAFT_LOG", "debug"}, {"SCOPEGRAFT_SAMPLE_RATE", "1"}, {"SCOPEGRAFT_EXCLUDE_PATTERNS", "b::*"}}).outcome.error_text;
  for (const char* line : {"scopegraft: sample_rate is 1 by the environment\n", "scopegraft: exclude_patterns is b::* by the environment\n",
                           "scopegraft: attached app::leaf (rate=1;exceptions)\n", "scopegraft: b::hidden is left alone by SCOPEGRAFT_EXCLUDE_PATTERNS\n",
                           "scopegraft: measured 4 of 4 calls of 1 functions\n", "scopegraft: writing "})
    EXPECT_THAT(text, HasSubstr(line));
  EXPECT_EQ(record(program, {{"SCOPEGRAFT_SAMPLE_RATE", "1"}}).outcome.error_text, "");
}

TEST(Config, OffIsOff) {
  const Outcome outcome = run_child({{"SCOPEGRAFT_ENABLED", "0"}}, [] {
    EXPECT_FALSE(is_profiling_enabled());
    set_defaults({1.0, {}, {}, {}, {}});
    leaf();
    EXPECT_EQ(get_config()["enabled"].value, "false");
    EXPECT_EQ(get_config()["enabled"].origin, "environment");
    std::exit(testing::Test::HasFailure() ? 1 : 0);
  });
  EXPECT_TRUE(outcome.good()) << outcome.error_text;
}

}  // namespace
}  // namespace scopegraft::test
