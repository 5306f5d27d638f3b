#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_decorator.h"
#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Options options(std::string_view text) {
  FunctionFacts facts;
  facts.qualified_name = "f";
  facts.decorator = parse_decorator(text, {"a.cpp", 3, 1});
  for (const Diagnostic& d : check_decorator(*facts.decorator, DecoratorTarget::function))
    if (d.severity == Severity::error) ADD_FAILURE() << render(d);
  return decide(RuleSet(), facts).options;
}

Diagnostic bad(std::string_view text, DecoratorTarget target = DecoratorTarget::function) {
  const auto mistakes = check_decorator(parse_decorator(text, {"a.cpp", 3, 1}), target);
  EXPECT_THAT(mistakes, SizeIs(1)) << text;
  return mistakes.empty() ? Diagnostic{} : mistakes.front();
}

TEST(Decorator, IsSplitAtTopLevelCommas) {
  const DecoratorFacts facts =
      parse_decorator("name = \"a, b\", context_fields = {x, y.z}, condition = arg(f(1, 2) == 3)", {});
  ASSERT_THAT(facts.options, SizeIs(3));
  EXPECT_EQ(facts.options[0].second, "\"a, b\"");
  EXPECT_EQ(facts.options[1].second, "{x, y.z}");
  EXPECT_EQ(facts.options[2].second, "arg(f(1, 2) == 3)");
  EXPECT_TRUE(parse_decorator(" off ", {}).off);
  EXPECT_THAT(parse_decorator("", {}).options, SizeIs(0));
}

TEST(Decorator, TakesEveryKindOfValue) {
  const Options o = options(
      "name = \"data \" \"load\", sample_rate = 0.1, track_memory = true, keep_slow = 50ms, overhead_budget = 2%, "
      "context_fields = {id, user.name}, redact = password, "
      "add_context = {operation = \"x\", shard: 3}, collectors = {memory, database(track_queries = true), "
      "cache{track_hit_rate: true}}, condition = debug_mode || arg(a == b), "
      "cache = {get = \"Lru::get\", hit_when = truthy}");
  EXPECT_EQ(o.name.value, "data load");
  EXPECT_EQ(o.sample_rate.value, (SampleRate{false, 0.1}));
  EXPECT_TRUE(o.track_memory.value);
  EXPECT_EQ(o.keep_slow_ns.value, 50'000'000U);
  EXPECT_EQ(o.overhead_budget.value, 0.02);
  EXPECT_THAT(o.context_fields.value, ElementsAre("id", "user.name"));
  EXPECT_THAT(o.redact.value, ElementsAre("password"));
  EXPECT_THAT(o.add_context.value, SizeIs(2));
  EXPECT_THAT(o.collectors.value,
              ElementsAre(Collector{"memory", {}}, Collector{"database", {{"track_queries", "true"}}},
                          Collector{"cache", {{"track_hit_rate", "true"}}}));
  EXPECT_EQ(o.condition.value, "debug_mode || arg(a == b)");
  EXPECT_THAT(o.cache.value, ElementsAre(CacheProbe{"Lru::get", "truthy"}));
}

TEST(Decorator, ConditionsMayBeTexts) {
  EXPECT_EQ(options("condition = \"env_set(X)\"").condition.value, "env_set(X)");
}

TEST(Decorator, MistakesHaveThePlaceOfTheDecorator) {
  EXPECT_EQ(bad("sample_rat = 1").at, (Position{"a.cpp", 3, 1}));
  EXPECT_THAT(bad("sample_rat = 1").hint, HasSubstr("`sample_rate`"));
  EXPECT_THAT(bad("match = f").message, HasSubstr("a decorator"));
  EXPECT_THAT(bad("sample_rate = 2").message, HasSubstr("outside"));
  EXPECT_THAT(bad("track_memory").hint, HasSubstr("track_memory = true"));
  EXPECT_THAT(bad("track_memory = true, track_memory = false").message, HasSubstr("twice"));
  EXPECT_THAT(bad("condition = debug_mod").hint, HasSubstr("`debug_mode`"));
  EXPECT_THAT(bad("name = \"x\"", DecoratorTarget::its_class).hint, HasSubstr("method"));
  EXPECT_EQ(bad("off, track_memory = true").severity, Severity::warning);
}

TEST(Decorator, MistakesStandAtTheirOptionWhereItsPlaceIsKnown) {
  const auto mistakes = check_decorator(parse_decorator("name = \"x\",\n  sample_rat = 1, track_memory", {"a.cpp", 3, 1}, {"a.cpp", 3, 20}),
                                        DecoratorTarget::function);
  ASSERT_THAT(mistakes, SizeIs(2));
  EXPECT_EQ(mistakes[0].at, (Position{"a.cpp", 4, 3}));
  EXPECT_EQ(mistakes[1].at, (Position{"a.cpp", 4, 19}));
}

TEST(Decorator, AWrongOptionLeavesTheOthers) {
  const ReadDecorator r =
      read_decorator(parse_decorator("sample_rate = 7, track_memory = true", {}), DecoratorTarget::function);
  ASSERT_THAT(r.options, SizeIs(1));
  EXPECT_EQ(r.options[0].key->name, "track_memory");
}

TEST(Decorator, UnbalancedTextsAreHarmless) {
  for (const char* text : {"name = \"x", "name = {", "name = )(", "= 3", ",,,", "collectors = {{{{{{{{{{{{{{{{{{",
                           "a = 'x", "name = \"\\"}) {
    const DecoratorFacts facts = parse_decorator(text, {});
    (void)check_decorator(facts, DecoratorTarget::function);
  }
  (void)check_decorator(parse_decorator("collectors = " + std::string(50000, '{') + std::string(50000, '}'), {}),
                        DecoratorTarget::function);
}

}  // namespace
}  // namespace scopegraft::rules
