#include "name_index.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace scopegraft::rules {
namespace {

// Every pattern against every name: the index may offer too much, never too little.
TEST(NameIndex, LosesNoMatch) {
  const std::vector<std::string> patterns{"app::f",
                                          "f",
                                          "app::*",
                                          "app::**",
                                          "**",
                                          "load_*",
                                          "*_handler",
                                          "a*z",
                                          "**::operator<<",
                                          "operator*",
                                          "::f",
                                          "app::(lambda*)",
                                          "regex:f$",
                                          "app::**::g",
                                          "load_**",
                                          "**_x",
                                          "~*",
                                          "app::v1::f",
                                          "*",
                                          "X::operator std::string"};
  const std::vector<std::string> names{"app::f",        "f",
                                       "app::g",        "app::x::g",
                                       "load_a",        "x::load_b",
                                       "load_a::b",     "on_handler",
                                       "abcz",          "app::operator<<",
                                       "X::operator()", "app::(lambda:3)",
                                       "a::b_x",        "A::~A",
                                       "app::v1::f",    "X::operator std::string"};
  NameIndex index;
  std::vector<NamePattern> compiled;
  for (const std::string& pattern : patterns) {
    compiled.push_back(*compile_pattern(pattern).pattern);
    index.add(compiled.back().key(), static_cast<unsigned>(compiled.size() - 1));
  }
  for (const std::string& text : names) {
    const unsigned optional = 1;
    const Name name = split_name(text, {&optional, 1});
    std::vector<unsigned> candidates;
    index.candidates(name, candidates);
    EXPECT_TRUE(std::is_sorted(candidates.begin(), candidates.end()));
    for (unsigned i = 0; i < compiled.size(); ++i)
      if (compiled[i].matches(name)) {
        EXPECT_TRUE(std::binary_search(candidates.begin(), candidates.end(), i)) << patterns[i] << " on " << text;
      }
  }
}

TEST(NameIndex, OffersFewOfManyPatterns) {
  NameIndex index;
  for (unsigned i = 0; i < 10000; ++i) {
    const std::string number = std::to_string(10000 + i);
    for (const std::string& pattern :
         {"app::fn_" + number, "app::load_" + number + "_*", "app::mod" + number + "::**", "*_end" + number})
      index.add(compile_pattern(pattern).pattern->key(), i);
  }
  for (const char* text : {"app::fn_10007", "app::load_10007_x", "app::mod10007::x::y", "app::f_end10007"}) {
    std::vector<unsigned> candidates;
    index.candidates(split_name(text), candidates);
    EXPECT_EQ(candidates, std::vector<unsigned>{7}) << text;
  }
}

}  // namespace
}  // namespace scopegraft::rules
