#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fragment.h"

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

struct Read {
  Fragment fragment;
  std::vector<Diagnostic> mistakes;
};

Read read(const std::string& yaml) {
  const Source source{"r.yaml", "/p", yaml, false};
  Mistakes mistakes(source);
  Read out;
  if (const NodePtr root = read_tree(mistakes)) out.fragment = read_fragment(*root, mistakes);
  out.mistakes = mistakes.take();
  return out;
}

Diagnostic one_mistake(const std::string& yaml) {
  const Read r = read(yaml);
  EXPECT_THAT(r.mistakes, SizeIs(1)) << yaml;
  return r.mistakes.empty() ? Diagnostic{} : r.mistakes.front();
}

TEST(ReadFragment, EverySectionIsRead) {
  const Read r = read(
      "version: 1\nmodules: [{files: a}]\nclasses: [{match: B}]\nfunctions: [{match: [f, g]}]\ncalls: [{match: h}]\nexecutors: [{match: e}]\n"
      "tests: [{function: f, expect: profiled}]\nexclude: main\n");
  EXPECT_THAT(r.mistakes, SizeIs(0));
  EXPECT_THAT(r.fragment.modules, SizeIs(1));
  EXPECT_THAT(r.fragment.classes, SizeIs(1));
  EXPECT_THAT(r.fragment.functions.at(0).match, SizeIs(2));
  EXPECT_THAT(r.fragment.calls, SizeIs(1));
  EXPECT_THAT(r.fragment.executors, SizeIs(1));
  EXPECT_THAT(r.fragment.tests, SizeIs(1));
  EXPECT_THAT(r.fragment.exclude, SizeIs(1));
}

TEST(ReadFragment, AllMistakesAreReportedInOrder) {
  const Read r =
      read("version: 1\nfunctions:\n  - mach: f\n  - match: g\n    sample_rate: 2\nmodule: []\nexclude: [[]]\n");
  ASSERT_THAT(r.mistakes, SizeIs(5));  // the first rule also selects nothing
  EXPECT_EQ(r.mistakes[0].at, (Position{"r.yaml", 3, 5}));
  EXPECT_EQ(r.mistakes[0].excerpt, "  - mach: f");
  EXPECT_THAT(r.mistakes[0].hint, HasSubstr("`match`"));
  EXPECT_EQ(r.mistakes[2].at.line, 5U);
  EXPECT_THAT(r.mistakes[3].hint, HasSubstr("`modules`"));
}

TEST(ReadFragment, TheVersionIsNeeded) {
  EXPECT_THAT(one_mistake("functions: [{match: f}]").hint, HasSubstr("version: 1"));
  EXPECT_THAT(one_mistake("").hint, HasSubstr("version: 1"));
  EXPECT_THAT(one_mistake("version: 2").message, HasSubstr("not known"));
  EXPECT_THAT(one_mistake("version: one").message, HasSubstr("`version`"));
}

TEST(ReadFragment, DuplicateKeysAreMistakes) {
  const Diagnostic d = one_mistake("version: 1\nexclude: [a]\nexclude: [b]\n");
  EXPECT_EQ(d.at.line, 3U);
  EXPECT_THAT(d.hint, HasSubstr("line 2"));
}

TEST(ReadFragment, RulesMustSelectSomething) {
  EXPECT_THAT(one_mistake("version: 1\nmodules: [{sample_rate: 1}]").hint, HasSubstr("namespaces"));
  EXPECT_THAT(one_mistake("version: 1\nclasses: [{track_memory: true}]").hint, HasSubstr("derived_from"));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: [{files: a}]").hint, HasSubstr("match"));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: [{match: []}]").message, HasSubstr("empty"));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: [{match: \"\"}]").message, HasSubstr("empty"));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: [{match: }]").message, HasSubstr("nothing"));
}

TEST(ReadFragment, EmptySectionsAreFine) {
  EXPECT_THAT(read("version: 1\nmodules:\nfunctions: []\nexclude:\nextends: []\ndefaults:\ntests:\n").mistakes,
              SizeIs(0));
}

TEST(ReadFragment, KeysOfTheUserHoldAnchors) {
  const Read r = read("version: 1\nx-cheap: &cheap {sample_rate: 0.01}\nfunctions: [{<<: *cheap, match: f}]\n");
  EXPECT_THAT(r.mistakes, SizeIs(0));
  EXPECT_THAT(r.fragment.functions.at(0).options, SizeIs(1));
}

TEST(ReadFragment, WrongShapesAreExplained) {
  EXPECT_THAT(one_mistake("version: 1\nfunctions: {match: f}").hint, HasSubstr("- "));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: [f]").message, HasSubstr("`f`"));
  EXPECT_THAT(one_mistake("version: 1\nfunctions: f").message, HasSubstr("`f`"));
  EXPECT_THAT(one_mistake("[version, 1]").message, HasSubstr("a list"));
  EXPECT_THAT(one_mistake("version: 1\ndefaults: []").message, HasSubstr("a list"));
  EXPECT_THAT(one_mistake("version: 1\n? [a, b]\n: c\n").message, HasSubstr("a key must be a word"));
  EXPECT_THAT(one_mistake("version: 1\nmodules: [{files: a, min_statements: -1}]").message, HasSubstr("0 or more"));
}

TEST(ReadFragment, TestsNeedASubjectAndAnExpectation) {
  EXPECT_THAT(one_mistake("version: 1\ntests: [{function: f}]").hint, HasSubstr("expect"));
  EXPECT_THAT(one_mistake("version: 1\ntests: [{expect: profiled}]").hint, HasSubstr("function"));
  EXPECT_THAT(one_mistake("version: 1\ntests: [{function: f, call: g, expect: profiled}]").message, HasSubstr("both"));
  EXPECT_THAT(one_mistake("version: 1\ntests: [{function: f, expect: profilled}]").hint, HasSubstr("`profiled`"));
  EXPECT_THAT(one_mistake("version: 1\ntests: [{function: f, expect: {match: g}}]").message,
              HasSubstr("not an option"));
}

TEST(ReadFragment, DefaultsAreNearerThanTheTopLevel) {
  for (const char* yaml : {"version: 1\noverhead_budget: 1%\ndefaults: {overhead_budget: 3%}\n",
                           "version: 1\ndefaults: {overhead_budget: 3%}\noverhead_budget: 1%\n"}) {
    const Read r = read(yaml);
    ASSERT_THAT(r.fragment.defaults, SizeIs(2));
    EXPECT_EQ(std::get<double>(r.fragment.defaults.back().value), 0.03);
  }
}

TEST(ReadFragment, ThousandsOfMistakesAreCounted) {
  std::string yaml = "version: 1\nfunctions:\n";
  for (int i = 0; i < 5000; ++i) yaml += "  - {match: f, colour: red}\n";
  const Read r = read(yaml);
  ASSERT_THAT(r.mistakes, SizeIs(101));
  EXPECT_THAT(r.mistakes.back().message, HasSubstr("4900 more"));
}

}  // namespace
}  // namespace scopegraft::rules
