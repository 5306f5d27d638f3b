#include "word_index.h"

#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

bool any(const std::vector<RequiredWord>& words, std::string_view text) {
  WordIndex index;
  for (const RequiredWord& word : words) index.add(word);
  index.finish();
  return index.any_in(text);
}

TEST(WordIndex, WholeWordsAreIdentifiers) {
  EXPECT_TRUE(any({{"load", true}}, "int load(int x)"));
  EXPECT_TRUE(any({{"load", true}}, "load"));
  EXPECT_FALSE(any({{"load", true}}, "int reload(); int load_all();"));
}

TEST(WordIndex, PartsMayStandInsideOfIdentifiers) {
  EXPECT_TRUE(any({{"load_", false}}, "int preload_all();"));
  EXPECT_FALSE(any({{"load_", false}}, "load; load-_"));
  EXPECT_TRUE(any({{"x", false}}, "axb"));
}

TEST(WordIndex, ManyWordsAreAsGoodAsOne) {
  std::vector<RequiredWord> words;
  for (int i = 0; i < 5000; ++i) {
    words.push_back({"whole_" + std::to_string(i), true});
    words.push_back({"part_" + std::to_string(i) + "_", false});
  }
  EXPECT_TRUE(any(words, "a whole_4711 b"));
  EXPECT_TRUE(any(words, "a xpart_4711_y b"));
  EXPECT_FALSE(any(words, "a whole_5001 part_4711 b"));
}

TEST(WordIndex, APartThatBeginsWithAnotherIsFound) {
  EXPECT_TRUE(any({{"ab", false}, {"abc", false}, {"b", false}}, "xab"));
  EXPECT_TRUE(any({{"abc", false}, {"abd", false}}, "abd"));
}

TEST(WordIndex, ASplicedIdentifierIsFoundOnTheSafeSide) {
  EXPECT_TRUE(any({{"load", true}}, "int lo\\\nad();"));
  EXPECT_TRUE(any({{"load", true}}, "int lo\\\r\nad();"));
  EXPECT_FALSE(any({{"load", true}}, "#define X(a) \\\n  f(a)\n"));
}

TEST(WordIndex, EmptyTextsAndWords) {
  EXPECT_FALSE(any({{"", true}}, "x"));
  EXPECT_FALSE(any({{"x", true}}, ""));
}

}  // namespace
}  // namespace scopegraft::rules
