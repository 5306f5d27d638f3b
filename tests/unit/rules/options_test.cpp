#include "options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  std::optional<Value> value;
  std::vector<Diagnostic> mistakes;
};

Read read(const std::string& key, const std::string& yaml) {
  const Source source{"r.yaml", "/p", key + ": " + yaml, false};
  Mistakes mistakes(source);
  const NodePtr root = read_tree(mistakes);
  Read out;
  if (root != nullptr) out.value = read_value(*find_key(key), *root->entries.at(0).value, mistakes);
  out.mistakes = mistakes.take();
  return out;
}

template <class T>
T good(const std::string& key, const std::string& yaml) {
  const Read r = read(key, yaml);
  EXPECT_TRUE(r.mistakes.empty()) << render(r.mistakes.front());
  return r.value ? std::get<T>(*r.value) : T{};
}

Diagnostic bad(const std::string& key, const std::string& yaml) {
  const Read r = read(key, yaml);
  EXPECT_FALSE(r.value.has_value()) << key << ": " << yaml;
  EXPECT_THAT(r.mistakes, SizeIs(1)) << key << ": " << yaml;
  return r.mistakes.empty() ? Diagnostic{} : r.mistakes.front();
}

TEST(Options, SampleRates) {
  EXPECT_EQ(good<SampleRate>("sample_rate", "auto"), SampleRate{});
  EXPECT_EQ(good<SampleRate>("sample_rate", "0.25"), (SampleRate{false, 0.25}));
  EXPECT_EQ(good<SampleRate>("sample_rate", "0"), (SampleRate{false, 0}));
  EXPECT_EQ(good<SampleRate>("sample_rate", "1"), (SampleRate{false, 1}));
  EXPECT_THAT(bad("sample_rate", "1.5").message, HasSubstr("outside 0..1"));
  EXPECT_THAT(bad("sample_rate", "10").hint, HasSubstr("`0.1`"));
  EXPECT_THAT(bad("sample_rate", "10%").hint, HasSubstr("`0.1`"));
  EXPECT_THAT(bad("sample_rate", "-0.1").message, HasSubstr("outside 0..1"));
  EXPECT_THAT(bad("sample_rate", "atuo").hint, HasSubstr("`auto`"));
  EXPECT_THAT(bad("sample_rate", "[0.1]").message, HasSubstr("a list"));
}

TEST(Options, SharesAndDurations) {
  EXPECT_EQ(good<double>("overhead_budget", "2%"), 0.02);
  EXPECT_EQ(good<double>("overhead_budget", "0.02"), 0.02);
  EXPECT_THAT(bad("overhead_budget", "2").hint, HasSubstr("`2%`"));
  EXPECT_EQ(good<std::uint64_t>("keep_slow", "50ms"), 50'000'000U);
  EXPECT_THAT(bad("keep_slow", "50").hint, HasSubstr("`50ms`"));
}

TEST(Options, Booleans) {
  EXPECT_TRUE(good<bool>("track_memory", "true"));
  EXPECT_THAT(bad("track_memory", "yes").hint, HasSubstr("`true`"));
  EXPECT_THAT(bad("track_memory", "\"false\"").hint, HasSubstr("`false`"));
  EXPECT_THAT(bad("track_memory", "{}").message, HasSubstr("a map"));
}

TEST(Options, FieldsMayReachIntoMembers) {
  EXPECT_THAT(good<std::vector<std::string>>("context_fields", "[request_id, request.user_id]"),
              ElementsAre("request_id", "request.user_id"));
  EXPECT_THAT(good<std::vector<std::string>>("context_fields", "id"), ElementsAre("id"));
  EXPECT_THAT(bad("context_fields", "[a.]").message, HasSubstr("not a field"));
  EXPECT_THAT(bad("context_fields", "[\"a->\"]").message, HasSubstr("not a field"));
  EXPECT_THAT(bad("context_fields", "[\"a()\"]").message, HasSubstr("not a field"));
  EXPECT_THAT(bad("context_fields", "[\"f(x)\"]").message, HasSubstr("not a field"));
  bad("context_fields", "[]");
}

TEST(Options, PairsKeepTheirOrder) {
  EXPECT_THAT(good<Pairs>("add_context", "{b: x, a: 3}"), ElementsAre(std::pair("b", "x"), std::pair("a", "3")));
  bad("add_context", "{a: [1]}");
  EXPECT_THAT(bad("add_context", "{a: 1, a: 2}").message, HasSubstr("twice"));
}

TEST(Options, CollectorsHaveParameters) {
  const auto collectors = good<std::vector<Collector>>(
      "collectors", "[memory, {database: {track_queries: true}}, my::collector, {mine: {depth: 3}}]");
  EXPECT_THAT(collectors, ElementsAre(Collector{"memory", {}}, Collector{"database", {{"track_queries", "true"}}},
                                      Collector{"my::collector", {}}, Collector{"mine", {{"depth", "3"}}}));
  EXPECT_THAT(bad("collectors", "[{database: {track_query: true}}]").hint, HasSubstr("`track_queries`"));
  EXPECT_THAT(bad("collectors", "[{database: {track_queries: often}}]").message, HasSubstr("true or false"));
  EXPECT_THAT(bad("collectors", "[\"a b\"]").message, HasSubstr("not the name"));
  bad("collectors", "[[memory]]");
}

TEST(Options, CacheProbes) {
  const auto probes = [](const std::string& yaml) {
    const Read r = read("cache", yaml);
    EXPECT_THAT(r.mistakes, IsEmpty());
    return r.value ? std::get<std::vector<CacheProbe>>(*r.value) : std::vector<CacheProbe>();
  };
  EXPECT_THAT(probes("{get: \"LruCache::get\"}"), ElementsAre(CacheProbe{"LruCache::get", "truthy"}));
  EXPECT_THAT(probes("[{get: A::get, hit_when: falsy}, {get: B::get, hit_when: \"result != nullptr\"}]"), SizeIs(2));
  EXPECT_THAT(bad("cache", "{hit_when: truthy}").hint, HasSubstr("get"));
  EXPECT_THAT(bad("cache", "{get: a, hit_wen: truthy}").hint, HasSubstr("`hit_when`"));
  EXPECT_THAT(bad("cache", "{get: a, hit_when: sometimes}").message, HasSubstr("result"));
  EXPECT_THAT(bad("cache", "{get: a, hit_when: \"result) || (true\"}").message, HasSubstr("do not match"));
  bad("cache", "{get: a.b}");
}

TEST(Options, AMistakeInAConditionIsShownWhereItStands) {
  EXPECT_EQ(good<std::string>("condition", "\"debug_mode || load_high(0.8)\""), "debug_mode || load_high(0.8)");
  const Diagnostic quoted = bad("condition", "\"debug_mode || lod_high\"");
  EXPECT_EQ(quoted.at.column, 27U);
  EXPECT_THAT(quoted.hint, HasSubstr("`load_high`"));
  EXPECT_EQ(bad("condition", "debug_mode || lod_high").at.column, 26U);
}

TEST(Options, NamesAreOneLine) {
  EXPECT_EQ(good<std::string>("name", "1.0"), "1.0");
  bad("name", "\"a\\nb\"");
  bad("name", "\"\"");
}

TEST(Options, AreSpelledAsInARulesFile) {
  EXPECT_EQ(spell(Value(SampleRate{false, 0.05})), "0.05");
  EXPECT_EQ(spell(Value(std::uint64_t{50'000'000})), "50ms");
  EXPECT_EQ(spell(Value(Pairs{{"a", "x"}, {"b", ""}})), "{a: x, b: \"\"}");
  EXPECT_EQ(spell(Value(std::vector<Collector>{{"memory", {}}, {"database", {{"track_queries", "true"}}}})),
            "[memory, {database: {track_queries: true}}]");
  EXPECT_EQ(spell(Value(std::vector<std::string>{"a", "b.c"})), "[a, b.c]");
}

TEST(Options, AllOfADecisionCanBeListed) {
  const std::vector<SpelledOption> all = spell(Options{});
  EXPECT_THAT(all, SizeIs(17));
  EXPECT_EQ(all.at(1).key, "sample_rate");
  EXPECT_EQ(all.at(1).value, "auto");
  EXPECT_EQ(all.at(1).origin, "built-in default");
}

}  // namespace
}  // namespace scopegraft::rules
