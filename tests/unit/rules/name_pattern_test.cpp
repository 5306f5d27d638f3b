#include "name_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;

bool matches(std::string_view pattern, std::string_view name, std::vector<unsigned> optional = {},
             std::string_view arguments = "") {
  const CompiledPattern compiled = compile_pattern(pattern);
  EXPECT_TRUE(compiled.pattern.has_value()) << pattern << ": " << compiled.message;
  return compiled.pattern && compiled.pattern->matches(split_name(name, optional, arguments));
}

TEST(NamePattern, MatchesTheEndOfTheNameAtAComponent) {
  EXPECT_TRUE(matches("app::process", "app::process"));
  EXPECT_TRUE(matches("process", "app::process"));
  EXPECT_TRUE(matches("Store::put", "app::Store::put"));
  EXPECT_FALSE(matches("process", "app::preprocess"));
  EXPECT_FALSE(matches("app::process", "app::process::inner"));
  EXPECT_FALSE(matches("pp::process", "app::process"));
}

TEST(NamePattern, ColonsInFrontAnchorAtTheGlobalNamespace) {
  EXPECT_TRUE(matches("::main", "main"));
  EXPECT_FALSE(matches("::main", "app::main"));
  EXPECT_TRUE(matches("main", "app::main"));
  EXPECT_TRUE(matches("::app::*", "app::f"));
  EXPECT_FALSE(matches("::app::*", "x::app::f"));
}

TEST(NamePattern, OneStarStaysWithinAComponent) {
  EXPECT_TRUE(matches("app::load_*", "app::load_users"));
  EXPECT_TRUE(matches("app::load_*", "app::load_"));
  EXPECT_FALSE(matches("app::load_*", "app::load_users::(lambda:3)"));
  EXPECT_TRUE(matches("app::*", "app::f"));
  EXPECT_FALSE(matches("app::*", "app::Store::f"));
  EXPECT_TRUE(matches("*::get", "a::b::get"));
  EXPECT_TRUE(matches("a*c", "x::abc"));
  EXPECT_FALSE(matches("a*c", "a::c"));
}

TEST(NamePattern, TwoStarsCrossComponents) {
  EXPECT_TRUE(matches("app::**", "app::f"));
  EXPECT_TRUE(matches("app::**", "app::Store::f"));
  EXPECT_FALSE(matches("app::**", "app"));
  EXPECT_TRUE(matches("**::operator<<", "operator<<"));
  EXPECT_TRUE(matches("**::operator<<", "app::X::operator<<"));
  EXPECT_TRUE(matches("a::**::z", "a::z"));
  EXPECT_TRUE(matches("a::**::z", "a::b::c::z"));
  EXPECT_FALSE(matches("a::**::z", "b::z"));
  EXPECT_TRUE(matches("**", "anything::at::all"));
  EXPECT_TRUE(matches("load_**", "load_x::y"));
  EXPECT_TRUE(matches("**_test", "a::b_test"));
}

TEST(NamePattern, OptionalComponentsMayBeLeftOut) {
  EXPECT_TRUE(matches("app::f", "app::v1::f", {1}));
  EXPECT_TRUE(matches("app::v1::f", "app::v1::f", {1}));
  EXPECT_FALSE(matches("app::f", "app::v1::f"));
  EXPECT_TRUE(matches("::f", "(anonymous namespace)::f"));
  EXPECT_TRUE(matches("app::f", "app::v1::(anonymous namespace)::f", {1}));
  EXPECT_TRUE(matches("app::v1::f", "app::v1::(anonymous namespace)::f", {1}));
  EXPECT_TRUE(matches("app::(anonymous namespace)::f", "app::(anonymous namespace)::f"));
  EXPECT_TRUE(matches("std::basic_string::*", "std::__cxx11::basic_string::append"));
  EXPECT_TRUE(matches("regex:^app::f$", "app::v1::f", {1}));
}

TEST(NamePattern, OperatorsAreReadAsCppReadsThem) {
  EXPECT_TRUE(matches("operator*", "app::X::operator()"));
  EXPECT_TRUE(matches("operator*", "app::X::operator<<"));
  EXPECT_TRUE(matches("operator*", "app::X::operator bool"));
  EXPECT_TRUE(matches("operator*", "app::X::operator*"));
  EXPECT_TRUE(matches("X::operator\\*", "app::X::operator*"));
  EXPECT_FALSE(matches("X::operator\\*", "app::X::operator+"));
  EXPECT_TRUE(matches("operator()", "X::operator()"));
  EXPECT_FALSE(matches("operator()", "X::operator[]"));
  EXPECT_TRUE(matches("operator<", "X::operator<"));
  EXPECT_FALSE(matches("operator<", "X::operator<<"));
  EXPECT_TRUE(matches("operator<=>", "X::operator<=>"));
  EXPECT_TRUE(matches("operator->", "X::operator->"));
  EXPECT_TRUE(matches("operator bool", "X::operator bool"));
  EXPECT_TRUE(matches("X::operator std::string", "app::X::operator std::string"));
  EXPECT_TRUE(matches("X::*", "app::X::operator std::string"));
  EXPECT_TRUE(matches("operator\"\"_km", "operator\"\"_km"));
  EXPECT_TRUE(matches("operator new*", "X::operator new[]"));
}

TEST(NamePattern, DestructorsAndLambdasHaveNames) {
  EXPECT_TRUE(matches("~Store", "app::Store::~Store"));
  EXPECT_FALSE(matches("Store", "app::Store::~Store"));
  EXPECT_TRUE(matches("~*", "app::Store::~Store"));
  EXPECT_TRUE(matches("app::f::(lambda*)", "app::f::(lambda:12)"));
  EXPECT_TRUE(matches("(lambda:12)", "app::f::(lambda:12)"));
  EXPECT_TRUE(matches("app::f::*", "app::f::(lambda:12)"));
}

TEST(NamePattern, TemplateArgumentsAreAskedForOnlyWhenWritten) {
  EXPECT_TRUE(matches("app::parse", "app::parse", {}, "<int>"));
  EXPECT_TRUE(matches("app::parse<int>", "app::parse", {}, "<int>"));
  EXPECT_FALSE(matches("app::parse<int>", "app::parse", {}, "<long>"));
  EXPECT_FALSE(matches("app::parse<int>", "app::parse"));
  EXPECT_TRUE(matches("parse<std::vector<int>, *>", "app::parse", {}, "<std::vector<int>, char>"));
  EXPECT_TRUE(matches("Box<int>::get", "app::Box::get", {}, "<int>"));
}

TEST(NamePattern, RegexesAreSearched) {
  EXPECT_TRUE(matches("regex:^app::load_.*$", "app::load_x"));
  EXPECT_FALSE(matches("regex:^app::load_.*$", "x::app::load_x"));
  EXPECT_TRUE(matches("regex:load|store", "app::restore"));
}

TEST(NamePattern, RegexesThatWouldTakeForeverDoNot) {
  EXPECT_FALSE(matches("regex:^(a|aa|aaa)*b$", std::string(3000, 'a')));
}

TEST(NamePattern, ManyStarsStayPolynomial) {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a";
  EXPECT_FALSE(matches(pattern + "*b", std::string(3000, 'a')));
}

struct Wrong {
  std::string text;
  std::size_t offset;
  std::string hint;
};
class NamePatternMistakes : public testing::TestWithParam<Wrong> {};

TEST_P(NamePatternMistakes, AreExplained) {
  const CompiledPattern compiled = compile_pattern(GetParam().text);
  EXPECT_FALSE(compiled.pattern.has_value());
  EXPECT_FALSE(compiled.message.empty());
  EXPECT_EQ(compiled.offset, GetParam().offset) << compiled.message;
  EXPECT_THAT(compiled.hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(Patterns, NamePatternMistakes,
                         testing::Values(Wrong{"", 0, ""}, Wrong{"app::", 0, "app::**"},
                                         Wrong{"app.process", 3, "app::process"}, Wrong{"app:f", 3, "::"},
                                         Wrong{"app::f(int)", 6, "app::f"}, Wrong{"src/a.cpp", 3, "files"},
                                         Wrong{"f?", 1, "regex:"}, Wrong{"a b", 1, "one pattern"},
                                         Wrong{"Foo<int", 3, ""}, Wrong{"regex:(", 6, ""}, Wrong{"regex:(a)\\1", 6, ""},
                                         Wrong{"::", 0, "::**"}, Wrong{"a::::b", 3, ""},
                                         Wrong{"regex:" + std::string(1500, 'a'), 6, "split"},
                                         Wrong{"regex:" + std::string(900, '('), 6, "split"}));

TEST(NamePattern, ExplicitOnesNameOneFunction) {
  const auto is_explicit = [](const char* text) { return compile_pattern(text).pattern->is_explicit(); };
  EXPECT_TRUE(is_explicit("app::f"));
  EXPECT_TRUE(is_explicit("*::f"));
  EXPECT_FALSE(is_explicit("app::f*"));
  EXPECT_FALSE(is_explicit("app::**"));
  EXPECT_FALSE(is_explicit("regex:^f$"));
}

TEST(NamePattern, KnowsAWordThatTheTextMustHold) {
  const auto word = [](const char* text) { return compile_pattern(text).pattern->required_word(); };
  EXPECT_EQ(word("app::process").text, "process");
  EXPECT_TRUE(word("app::process").whole);
  EXPECT_EQ(word("app::load_*").text, "load_");
  EXPECT_FALSE(word("app::load_*").whole);
  EXPECT_EQ(word("*_a_handler*").text, "_a_handler");
  EXPECT_EQ(word("app::**").text, "app");
  EXPECT_EQ(word("X::~Store").text, "Store");
  EXPECT_EQ(word("**::operator<<").text, "operator");
  EXPECT_EQ(word("app::f::(lambda*)").text, "f");
  EXPECT_EQ(word("**").text, "");
  EXPECT_EQ(word("regex:^app::load_.*$").text, "load_");
}

TEST(NamePattern, RequiredPartOfARegexIsInEveryMatch) {
  EXPECT_EQ(required_part_of_regex("^app::load_.*$"), "load_");
  EXPECT_EQ(required_part_of_regex("load|store"), "");
  EXPECT_EQ(required_part_of_regex("(load)?_users"), "_users");
  EXPECT_EQ(required_part_of_regex("abc?def"), "def");
  EXPECT_EQ(required_part_of_regex("abcd{0,2}x"), "abc");
  EXPECT_EQ(required_part_of_regex("[abc]{3}\\w+\\bfoo"), "foo");
  EXPECT_EQ(required_part_of_regex(".*"), "");
}

}  // namespace
}  // namespace scopegraft::rules
