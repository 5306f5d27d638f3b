#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "coroutine_types.h"
#include "live_child.h"
#include "scopegraft/async.h"
#include "scopegraft/config.h"
#include "scopegraft/context.h"
#include "scopegraft/fields.h"
#include "scopegraft/span_receiver.h"

#define SITE_SCOPE(name, options)                                              \
  static ::scopegraft_rt::Site sg_site{name, "test.cpp", __LINE__, 1, options}; \
  ::scopegraft_rt::Scope sg_scope(sg_site)
#define SITE_ASYNC(name, options)                                              \
  static ::scopegraft_rt::Site sg_site{name, "test.cpp", __LINE__, 1, options}; \
  ::scopegraft_rt::AsyncScope sg_scope(sg_site)
#define AWAIT(...) co_await ::scopegraft_rt::awaiting(sg_scope, __VA_ARGS__)

namespace scopegraft::test {
namespace {

using nlohmann::json;

struct Spans {
  std::vector<json> all;
  std::size_t lines = 0;
  profile::Profile profile;
  bool good = false;

  // The only one of that name.
  [[nodiscard]] const json& named(const std::string& name) const {
    const json* found = nullptr;
    for (const json& span : all) {
      if (span["name"] != name) continue;
      EXPECT_EQ(found, nullptr) << "several spans are named " << name;
      found = &span;
    }
    static const json none;
    EXPECT_NE(found, nullptr) << name;
    return found == nullptr ? none : *found;
  }
};

json attribute(const json& span, const std::string& key) {
  for (const json& each : span["attributes"])
    if (each["key"] == key) return each["value"];
  return nullptr;
}

Spans spans_of(const std::function<void()>& program, Environment environment = {}) {
  const Folder folder;
  const std::filesystem::path file = folder.path() / "spans.jsonl";
  environment.emplace_back("SCOPEGRAFT_SPANS", file.string());
  Recorded run = record(program, environment);
  Spans out;
  out.good = run.outcome.good();
  out.profile = std::move(run.profile);
  std::ifstream in(file);
  for (std::string line; std::getline(in, line); ++out.lines) {
    const json request = json::parse(line);
    for (const json& resource : request["resourceSpans"])
      for (const json& scope : resource["scopeSpans"])
        for (const json& span : scope["spans"]) out.all.push_back(span);
  }
  return out;
}

void inner() {
  SITE_SCOPE("inner", "rate=auto;span");
  fake_now += 30;
}
void handle(const std::string& tenant, int attempt) {
  SITE_SCOPE("handle", "rate=auto;span;context=operation:data%2Fx,retries:3,fast:true;fields=tenant,attempt");
  ::scopegraft_rt::field(sg_scope, "tenant", tenant);
  ::scopegraft_rt::field(sg_scope, "attempt", attempt);
  fake_now += 100;
  inner();
}

TEST(Spans, AreChildrenOfTheCallThatMadeThem) {
  const Spans run = spans_of([] {
    use_fake_clock();
    handle("acme", 2);
    if (current_span().is_valid() || !capture().empty()) std::abort();
  });
  ASSERT_TRUE(run.good);
  ASSERT_EQ(run.all.size(), 2U);
  const json &outer = run.named("handle"), &child = run.named("inner");
  EXPECT_EQ(child["traceId"], outer["traceId"]);
  EXPECT_EQ(child["parentSpanId"], outer["spanId"]);
  EXPECT_FALSE(outer.contains("parentSpanId"));
  EXPECT_EQ(std::stoull(outer["endTimeUnixNano"].get<std::string>()) - std::stoull(outer["startTimeUnixNano"].get<std::string>()), 130U);
  EXPECT_EQ(std::stoull(child["startTimeUnixNano"].get<std::string>()) - std::stoull(outer["startTimeUnixNano"].get<std::string>()), 100U);
  EXPECT_EQ(attribute(outer, "operation"), (json{{"stringValue", "data/x"}}));
  EXPECT_EQ(attribute(outer, "retries"), (json{{"intValue", "3"}}));
  EXPECT_EQ(attribute(outer, "fast"), (json{{"boolValue", true}}));
  EXPECT_EQ(attribute(outer, "tenant"), (json{{"stringValue", "acme"}}));
  EXPECT_EQ(attribute(child, "attempt"), (json{{"intValue", "2"}}));
  EXPECT_EQ(attribute(child, "code.function.name"), (json{{"stringValue", "inner"}}));
  EXPECT_EQ(outer["status"], json::object());
}

TEST(Spans, TakeTheirStatusFromExceptions) {
  const Spans run = spans_of([] {
    try {
      SITE_SCOPE("fails", "rate=auto;span");
      throw std::runtime_error("x");
    } catch (const std::runtime_error&) {
      inner();
    }
  });
  EXPECT_EQ(run.named("fails")["status"]["code"], 2);
  EXPECT_EQ(run.named("inner")["status"], json::object());
  EXPECT_NE(run.named("inner")["traceId"], run.named("fails")["traceId"]);
}

void switched_off() {
  SITE_SCOPE("off", "rate=auto;span;fields=who");
  ::scopegraft_rt::field(sg_scope, "who", 7);
}
TEST(Spans, AFieldOfAFunctionThatIsSwitchedOffIsNobodyElses) {
  const Spans run = spans_of([] {
    SITE_SCOPE("around", "rate=auto;span");
    switched_off();
  }, {{"SCOPEGRAFT_EXCLUDE_PATTERNS", "off"}});
  ASSERT_TRUE(run.good);
  ASSERT_EQ(run.all.size(), 1U);
  EXPECT_EQ(attribute(run.named("around"), "who"), json());
}

TEST(Spans, TellWhatTheProgramAdds) {
  const Spans run = spans_of([] {
    set_attribute("nowhere", 1);  // no scope is open
    if (!capture().empty()) std::abort();
    SITE_SCOPE("request", "rate=auto;span;kind=server");
    {
      const ContextScope scope{{"tenant", "acme"}};
      set_attribute("inside", true);
      if (!capture().has("inside")) std::abort();
      inner();
    }
    if (capture().has("inside") || capture().has("tenant")) std::abort();
    set_attribute("http.response.status_code", 503);
    set_attribute("error.type", "503");
  });
  ASSERT_TRUE(run.good);
  const json& request = run.named("request");
  EXPECT_EQ(request["kind"], 2);
  EXPECT_EQ(request["status"], (json{{"code", 2}, {"message", "503"}}));
  EXPECT_EQ(attribute(request, "http.response.status_code"), (json{{"intValue", "503"}}));
  EXPECT_EQ(attribute(request, "inside"), json());
  EXPECT_EQ(attribute(run.named("inner"), "inside"), (json{{"boolValue", true}}));
  EXPECT_EQ(run.named("inner")["kind"], 1);
  EXPECT_EQ(run.named("inner")["status"], json::object());
}

void apart() { SITE_SCOPE("apart", "rate=auto;span;no_inherit;context=own:1"); }

TEST(Spans, InheritNothingWhereTheRuleSaysSo) {
  const Spans run = spans_of([] {
    const ContextScope scope{{"tenant", "acme"}};
    SITE_SCOPE("outer", "rate=auto;span");
    apart();
    inner();
  });
  EXPECT_EQ(attribute(run.named("outer"), "tenant"), (json{{"stringValue", "acme"}}));
  EXPECT_EQ(attribute(run.named("apart"), "tenant"), nullptr);
  EXPECT_EQ(attribute(run.named("apart"), "own"), (json{{"intValue", "1"}}));
  EXPECT_NE(run.named("apart")["traceId"], run.named("outer")["traceId"]);
  EXPECT_EQ(run.named("inner")["parentSpanId"], run.named("outer")["spanId"]);
}

TEST(Spans, ContinueARemoteTraceAndObeyItsSampling) {
  const Spans run = spans_of([] {
    {
      const ContextScope remote = with_remote_parent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=1");
      inner();
    }
    const ContextScope remote = with_remote_parent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    SITE_SCOPE("unsampled", "rate=auto;span");
    if (traceparent().substr(0, 36) != "00-4bf92f3577b34da6a3ce929d0e0e4736-" || traceparent().substr(52) != "-00") std::abort();
  });
  ASSERT_TRUE(run.good);
  ASSERT_EQ(run.all.size(), 1U);
  EXPECT_EQ(run.all[0]["traceId"], "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(run.all[0]["parentSpanId"], "00f067aa0ba902b7");
  EXPECT_EQ(run.all[0]["traceState"], "vendor=1");
}

Task<int> child(Loop& loop, std::string name) {
  SITE_ASYNC("child", "rate=auto;span;fields=name;async");
  ::scopegraft_rt::field(sg_scope, "name", name);
  AWAIT(loop.turn());
  inner();
  if (name == "bad") throw std::runtime_error("bad");
  co_return 1;
}
Task<int> request(Loop& loop, int id) {
  SITE_ASYNC("request", "rate=auto;span;async");
  const ContextScope scope{{"request", id}};
  const int a = AWAIT(child(loop, "good"));
  try {
    AWAIT(child(loop, "bad"));
  } catch (const std::runtime_error&) {
  }
  if (capture().get("request") != ContextValue(id)) std::abort();
  co_return a;
}

TEST(Spans, FollowCoroutinesAcrossThreads) {
  const Spans run = spans_of([] {
    Loop loop;
    Task<int> one = request(loop, 1), two = request(loop, 2);
    one.start();
    two.start();
    for (int i = 0; i != 2; ++i)
      std::thread([&] {
        loop.step();
        if (!capture().empty()) std::abort();
        loop.step();
      }).join();
    if (!one.done() || !two.done() || !capture().empty()) std::abort();
  });
  ASSERT_TRUE(run.good);
  ASSERT_EQ(run.all.size(), 2U + 4U + 4U);
  std::map<std::string, const json*> by_id;
  for (const json& span : run.all) by_id[span["spanId"]] = &span;
  int inner_spans = 0, bad = 0;
  for (const json& span : run.all) {
    if (span["name"] == "request") {
      EXPECT_FALSE(span.contains("parentSpanId"));
      continue;
    }
    ASSERT_TRUE(by_id.count(span["parentSpanId"])) << span;
    const json& parent = *by_id[span["parentSpanId"]];
    EXPECT_EQ(span["traceId"], parent["traceId"]);
    EXPECT_EQ(parent["name"], span["name"] == "inner" ? "child" : "request");
    EXPECT_NE(attribute(span, "request"), nullptr);
    inner_spans += span["name"] == "inner";
    bad += span["status"].value("code", 0) == 2;
  }
  EXPECT_EQ(inner_spans, 4);
  EXPECT_EQ(bad, 2);
}

TEST(Spans, OfAnAbandonedCoroutineSaySo) {
  const Spans run = spans_of([] {
    Loop loop;
    {
      Task<int> task = request(loop, 1);
      task.start();
      const ContextScope owner{{"owner", 1}};
      { Task<int> gone = std::move(task); }
      if (capture().get("owner") != ContextValue(1)) std::abort();
    }
    if (!capture().empty()) std::abort();
  });
  ASSERT_TRUE(run.good);
  EXPECT_EQ(attribute(run.named("request"), "scopegraft.abandoned"), (json{{"boolValue", true}}));
  EXPECT_EQ(attribute(run.named("child"), "scopegraft.abandoned"), (json{{"boolValue", true}}));
}

TEST(Spans, BeyondTheQueueAreCounted) {
  constexpr int kSpans = 200'000;
  const Spans run = spans_of([] {
    for (int i = 0; i != kSpans; ++i) inner();
    flush_spans();
    const SpanCounts counts = span_counts();
    if (counts.ended != kSpans || counts.written + counts.dropped != kSpans) std::abort();
  });
  ASSERT_TRUE(run.good);
  EXPECT_EQ(run.all.size() + run.profile.dropped.spans, static_cast<std::size_t>(kSpans));
  EXPECT_GE(run.lines, run.all.size() / 512);
}

TEST(Spans, AForkedChildWritesItsOwnFile) {
  const Folder folder;
  const std::string file = (folder.path() / "spans.jsonl").string();
  const Recorded run = record([] {
    inner();
    const pid_t child = ::fork();
    if (child == 0) {
      inner();
      inner();
      std::exit(0);
    }
    ::waitpid(child, nullptr, 0);
  }, {{"SCOPEGRAFT_SPANS", file}});
  ASSERT_TRUE(run.outcome.good()) << run.outcome.error_text;
  std::vector<std::size_t> counts;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream in(entry.path());
    std::string line;
    std::getline(in, line);
    counts.push_back(json::parse(line)["resourceSpans"][0]["scopeSpans"][0]["spans"].size());
  }
  std::sort(counts.begin(), counts.end());
  EXPECT_EQ(counts, (std::vector<std::size_t>{1, 2}));
}

// What a receiver was given in this process.
std::vector<std::pair<std::string, std::uint64_t>> received;
int finishes = 0;
constexpr SpanReceiver kKeeps{[](std::string_view request, std::uint64_t spans) noexcept { received.emplace_back(request, spans); },
                              []() noexcept { ++finishes; }};

std::uint64_t received_spans() {
  std::uint64_t spans = 0;
  for (const auto& batch : received) spans += batch.second;
  return spans;
}

TEST(SpanReceiver, GetsBatchesInsteadOfTheFile) {
  const Recorded run = record([] {
    if (receive_spans({}) || !receive_spans(kKeeps) || receive_spans(kKeeps)) std::abort();
    for (int i = 0; i != 600; ++i) inner();
    flush_spans();
    if (received_spans() != 600) std::abort();
    for (const auto& [request, spans] : received) {
      // Field 1, with a length: of a request, there is nothing else.
      if (spans > 512 || request.empty() || request[0] != 0x0a || request.find("inner") == std::string::npos) std::abort();
    }
    if (span_counts().written != 0 || span_counts().dropped != 0) std::abort();
    count_received_spans(590, 10);
    if (span_counts().written != 590 || span_counts().dropped != 10) std::abort();
    if (finishes != 0) std::abort();
  });
  ASSERT_TRUE(run.outcome.good());
  EXPECT_EQ(run.profile.dropped.spans, 10U);
}

TEST(SpanReceiver, GetsFullBatchesWhileTheTimeIsNotUp) {
  static std::atomic<bool> is_handed_over{false}, go_on{false};
  const Recorded run = record([] {
    configure_performance({.batch_size = 4, .batch_timeout_seconds = 600});
    static const SpanReceiver slow{[](std::string_view, std::uint64_t spans) noexcept {
                                     received.emplace_back("", spans);
                                     is_handed_over.store(true);
                                     while (!go_on.load()) ::usleep(1000);
                                   },
                                   nullptr};
    receive_spans(slow);
    for (int i = 0; i != 4; ++i) inner();
    while (!is_handed_over.load()) ::usleep(1000);
    inner();  // while the first batch is handed over: waits for the second
    go_on.store(true);
    ::usleep(20'000);
    for (int i = 0; i != 3; ++i) inner();
    flush_spans();
    if (received.size() != 2 || received[0].second != 4 || received[1].second != 4) std::abort();
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.error_text;
}

TEST(SpanReceiver, LeavesTheFileWhereOneIsNamed) {
  const Spans run = spans_of([] {
    receive_spans(kKeeps);
    inner();
    inner();
    flush_spans();
    if (received_spans() != 2) std::abort();
  });
  ASSERT_TRUE(run.good);
  EXPECT_EQ(run.all.size(), 2U);
}

TEST(SpanReceiver, IsToldOfTheEndBehindTheLastBatch) {
  const Recorded run = record([] {
    static const SpanReceiver last{[](std::string_view, std::uint64_t spans) noexcept { finishes += finishes == 0 ? static_cast<int>(spans) : 100; },
                                   []() noexcept { ::dprintf(STDERR_FILENO, "finished behind %d spans\n", finishes); }};
    receive_spans(last);
    std::atexit(inner);
    inner();
  });
  ASSERT_TRUE(run.outcome.good());
  EXPECT_EQ(run.outcome.error_text, "finished behind 2 spans\n");
}

TEST(SpanReceiver, StaysInAForkedChildThatBeginsWithNone) {
  const Recorded run = record([] {
    receive_spans(kKeeps);
    inner();
    const pid_t child = ::fork();
    if (child == 0) {
      inner();
      inner();
      flush_spans();
      ::_exit(received_spans() == 2 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    flush_spans();
    if (status != 0 || received_spans() != 1) std::abort();
  });
  ASSERT_TRUE(run.outcome.good());
}

}  // namespace
}  // namespace scopegraft::test
