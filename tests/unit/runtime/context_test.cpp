#include <gtest/gtest.h>

#include <array>
#include <future>
#include <thread>

#include "scopegraft/context.h"

namespace scopegraft::test {
namespace {

TEST(Context, KeepsTypesAndHidesOuterValues) {
  const TrackingContext outer = TrackingContext().with("tenant", "acme").with("attempt", 3).with("ratio", 0.5).with("dry_run", true);
  const TrackingContext inner = outer.with("attempt", std::uint64_t{4});
  EXPECT_EQ(outer.get("attempt"), ContextValue(3));
  EXPECT_EQ(inner.get("attempt"), ContextValue(4));
  EXPECT_EQ(inner.get("tenant"), ContextValue("acme"));
  EXPECT_EQ(inner.get("ratio"), ContextValue(0.5));
  EXPECT_EQ(inner.get("dry_run"), ContextValue(true));
  EXPECT_NE(inner.get("dry_run"), ContextValue(1));
  EXPECT_FALSE(inner.has("other"));
  EXPECT_EQ(inner.get("other", -1), ContextValue(-1));
  std::vector<std::string> keys;
  inner.each([&](std::string_view key, const ContextValue&) { keys.emplace_back(key); });
  EXPECT_EQ(keys, (std::vector<std::string>{"attempt", "dry_run", "ratio", "tenant"}));
}

TEST(Context, KeepsLongTexts) {
  const std::string text(5000, 'x');
  EXPECT_EQ(TrackingContext().with("text", text).get("text").text(), text);
}

TEST(Context, IsInheritedByWhatIsCalledAndEndsWithTheScope) {
  EXPECT_TRUE(capture().empty());
  {
    const ContextScope outer{{"tenant", "acme"}, {"attempt", 1}};
    {
      const ContextScope inner{{"attempt", 2}};
      EXPECT_EQ(capture().get("attempt"), ContextValue(2));
      EXPECT_EQ(capture().get("tenant"), ContextValue("acme"));
    }
    EXPECT_EQ(capture().get("attempt"), ContextValue(1));
  }
  EXPECT_TRUE(capture().empty());
}

TEST(Context, BindCarriesItAcrossThreads) {
  const ContextScope scope{{"request", 42}};
  const auto seen = [] { return capture().get("request", 0).integer(); };
  EXPECT_EQ(std::async(std::launch::async, seen).get(), 0);
  EXPECT_EQ(std::async(std::launch::async, bind(seen)).get(), 42);
  std::int64_t from_thread = 0;
  std::thread(bind([&](int add) { from_thread = seen() + add; }), 1).join();
  EXPECT_EQ(from_thread, 43);
  EXPECT_EQ(with_context(TrackingContext().with("request", 7), seen), 7);
}

TEST(Context, FlagsAreNotFields) {
  EXPECT_FALSE(user_flagged("beta"));
  const ContextScope scope(capture().with_flag("beta").with("gamma", true));
  EXPECT_TRUE(user_flagged("beta"));
  EXPECT_FALSE(user_flagged("gamma"));
  EXPECT_FALSE(capture().has("beta"));
}

TEST(Context, ManyThreadsShareNodes) {
  const TrackingContext shared = TrackingContext().with("tenant", "acme");
  std::array<std::thread, 4> threads;
  for (std::thread& thread : threads)
    thread = std::thread([&] {
      for (int i = 0; i != 20'000; ++i) {
        const ContextScope scope(shared.with("i", i));
        ASSERT_EQ(capture().get("i"), ContextValue(i));
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(shared.get("tenant"), ContextValue("acme"));
}

TEST(Context, ALongListEndsWithoutRecursion) {
  TrackingContext context;
  for (int i = 0; i != 1'000'000; ++i) context = context.with("i", i);
  EXPECT_EQ(context.get("i"), ContextValue(999'999));
}

// The cases of the W3C's own harness (w3c/trace-context, test/test.py), as values.
constexpr std::string_view kTrace = "12345678901234567890123456789012", kParent = "1234567890123456";

std::string header(std::string_view version, std::string_view trace, std::string_view parent, std::string_view flags, std::string_view rest = "") {
  return std::string(version) + "-" + std::string(trace) + "-" + std::string(parent) + "-" + std::string(flags) + std::string(rest);
}

TEST(TraceParent, IsReadAndWritten) {
  const SpanContext span = parse_traceparent(header("00", kTrace, kParent, "01"));
  ASSERT_TRUE(span.is_valid());
  EXPECT_TRUE(span.is_sampled());
  EXPECT_EQ(span.trace_id_text(), kTrace);
  EXPECT_EQ(span.span_id_text(), kParent);
  EXPECT_EQ(span.traceparent(), header("00", kTrace, kParent, "01"));
  EXPECT_FALSE(parse_traceparent(header("00", kTrace, kParent, "00")).is_sampled());
  EXPECT_EQ(parse_traceparent("  " + header("00", kTrace, kParent, "ff") + "\t").traceparent(), header("00", kTrace, kParent, "01"));
}

TEST(TraceParent, LaterVersionsMayHaveMore) {
  EXPECT_TRUE(parse_traceparent(header("cc", kTrace, kParent, "01")).is_valid());
  EXPECT_TRUE(parse_traceparent(header("cc", kTrace, kParent, "01", "-what-the-future-will-be-like")).is_valid());
  EXPECT_EQ(parse_traceparent(header("cc", kTrace, kParent, "01", "-x")).traceparent(), header("00", kTrace, kParent, "01"));
  EXPECT_FALSE(parse_traceparent(header("cc", kTrace, kParent, "01", ".what-the-future-will-not-be-like")).is_valid());
  EXPECT_FALSE(parse_traceparent(header("ff", kTrace, kParent, "01")).is_valid());
}

TEST(TraceParent, BadOnesAreNone) {
  const std::string zeros(32, '0');
  for (const std::string& text :
       {std::string(), header("00", kTrace, kParent, "01", "."), header("00", kTrace, kParent, "01", "-more"), header(".0", kTrace, kParent, "01"),
        header("0.", kTrace, kParent, "01"), header("0", kTrace, kParent, "01"), header("000", kTrace, kParent, "01"), header("00", zeros, kParent, "01"),
        header("00", ".2345678901234567890123456789012", kParent, "01"), header("00", "1234567890123456789012345678901.", kParent, "01"),
        header("00", "123456789012345678901234567890123", kParent, "01"), header("00", "1234567890123456789012345678901", kParent, "01"),
        header("00", "ABCDEFABCDEFABCDEFABCDEFABCDEFAB", kParent, "01"), header("00", kTrace, "0000000000000000", "01"),
        header("00", kTrace, ".234567890123456", "01"), header("00", kTrace, "123456789012345.", "01"), header("00", kTrace, "12345678901234567", "01"),
        header("00", kTrace, "123456789012345", "01"), header("00", kTrace, kParent, ".0"), header("00", kTrace, kParent, "0."),
        header("00", kTrace, kParent, "1"), header("00", kTrace, kParent, "001"), header("00", kTrace, "ABCDEFABCDEFABCD", "01"),
        std::string("foo-") + std::string(kTrace), header("00", kTrace, kParent, "01").substr(0, 54)})
    EXPECT_FALSE(parse_traceparent(text).is_valid()) << text;
}

TEST(TraceState, ListsAreKept) {
  EXPECT_EQ(parse_tracestate("foo=1,bar=2"), "foo=1,bar=2");
  EXPECT_EQ(parse_tracestate("foo=1 \t , \t bar=2, \t baz=3"), "foo=1,bar=2,baz=3");
  EXPECT_EQ(parse_tracestate("foo=1,"), "foo=1");
  EXPECT_EQ(parse_tracestate("foo=1,,,bar=2"), "foo=1,bar=2");
  EXPECT_EQ(parse_tracestate("foo@=1,bar=2"), "");
  EXPECT_EQ(parse_tracestate("@foo=1,bar=2"), "");
  EXPECT_EQ(parse_tracestate("foo@@bar=1,bar=2"), "");
  EXPECT_EQ(parse_tracestate("foo@bar@baz=1,bar=2"), "");
  EXPECT_EQ(parse_tracestate("foo =1"), "");
  EXPECT_EQ(parse_tracestate("FOO=1"), "");
  EXPECT_EQ(parse_tracestate("foo.bar=1"), "");
  EXPECT_EQ(parse_tracestate("foo=bar=baz"), "");
  EXPECT_EQ(parse_tracestate("foo=,bar=3"), "");
  EXPECT_EQ(parse_tracestate("foo=1,foo=1"), "");
  EXPECT_EQ(parse_tracestate("foo=1,foo=2"), "");
  EXPECT_EQ(parse_tracestate("0a@b=1"), "0a@b=1");
  EXPECT_EQ(parse_tracestate(std::string(256, 'z') + "=1"), std::string(256, 'z') + "=1");
  EXPECT_EQ(parse_tracestate(std::string(257, 'z') + "=1"), "");
  EXPECT_EQ(parse_tracestate(std::string(241, 't') + "@" + std::string(14, 'v') + "=1"), std::string(241, 't') + "@" + std::string(14, 'v') + "=1");
  EXPECT_EQ(parse_tracestate(std::string(242, 't') + "@v=1"), "");
  EXPECT_EQ(parse_tracestate("t@" + std::string(15, 'v') + "=1"), "");
  EXPECT_EQ(parse_tracestate("foo=" + std::string(256, 'v')), "foo=" + std::string(256, 'v'));
  EXPECT_EQ(parse_tracestate("foo=" + std::string(257, 'v')), "");
  std::string many;
  for (int i = 1; i <= 32; ++i) many += (i == 1 ? "bar0" : ",bar0") + std::to_string(i) + "=" + std::to_string(i);
  EXPECT_EQ(parse_tracestate(many), many);
  EXPECT_EQ(parse_tracestate(many + ",bar33=33"), "");
}

TEST(TraceState, GoesWithItsParentOnly) {
  const ContextScope scope = with_remote_parent(header("00", kTrace, kParent, "01"), "foo=1,bar=2");
  EXPECT_EQ(traceparent(), header("00", kTrace, kParent, "01"));
  EXPECT_EQ(tracestate(), "foo=1,bar=2");
  {
    const ContextScope bad = with_remote_parent("00-bad", "foo=3");
    EXPECT_EQ(tracestate(), "foo=1,bar=2");
  }
  const ContextScope no_state = with_remote_parent(header("00", kTrace, kParent, "00"), "foo=bar=baz");
  EXPECT_EQ(traceparent(), header("00", kTrace, kParent, "00"));
  EXPECT_EQ(tracestate(), "");
}

}  // namespace
}  // namespace scopegraft::test
