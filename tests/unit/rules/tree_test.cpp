#include "tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;

struct Read {
  NodePtr root;
  std::vector<Diagnostic> diagnostics;
};

Read read(const std::string& text) {
  const Source source{"r.yaml", "/p", text, false};
  Mistakes mistakes(source);
  NodePtr root = read_tree(mistakes);
  return {root, mistakes.take()};
}

TEST(Tree, KeepsPlacesOfKeysAndValues) {
  const Read r = read("version: 1\nfunctions:\n  - match: \"app::f\"\n");
  ASSERT_NE(r.root, nullptr);
  const Node& match = *r.root->entries.at(1).value->items.at(0)->entries.at(0).value;
  EXPECT_EQ(match.text, "app::f");
  EXPECT_TRUE(match.quoted);
  EXPECT_EQ(match.at.line, 3U);
  EXPECT_EQ(match.at.column, 12U);
  EXPECT_EQ(match.at.offset, 33U);
}

TEST(Tree, KeepsDuplicateKeysForTheReader) { EXPECT_EQ(read("a: 1\na: 2\n").root->entries.size(), 2U); }

TEST(Tree, AnEmptyTextIsAnEmptyMap) {
  EXPECT_EQ(read("").root->kind, Node::Kind::map);
  EXPECT_EQ(read("# nothing\n").root->entries.size(), 0U);
}

TEST(Tree, SyntaxErrorsHaveAPlace) {
  const Read r = read("a: [1, 2\nb: 3\n");
  EXPECT_EQ(r.root, nullptr);
  ASSERT_EQ(r.diagnostics.size(), 1U);
  EXPECT_GT(r.diagnostics[0].at.line, 0U);
}

TEST(Tree, APatternThatYamlTakesForAnAliasIsExplained) {
  const Read r = read("exclude: [*_test]\n");
  ASSERT_EQ(r.diagnostics.size(), 1U);
  EXPECT_THAT(r.diagnostics[0].hint, HasSubstr("quotes"));
  EXPECT_EQ(r.diagnostics[0].at.line, 1U);
  EXPECT_EQ(r.diagnostics[0].at.column, 11U);
}

TEST(Tree, ASecondDocumentIsAMistake) { EXPECT_EQ(read("a: 1\n---\nb: 2\n").diagnostics.size(), 1U); }

TEST(Tree, AliasesShareValuesAndMergeKeysAreMerged) {
  const Read r = read("base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\n");
  ASSERT_NE(r.root, nullptr);
  const Node& use = *r.root->entries.at(1).value;
  ASSERT_EQ(use.entries.size(), 2U);
  EXPECT_EQ(use.entries[0].value->text, "3");
  EXPECT_EQ(use.entries[1].key->text, "x");
}

TEST(Tree, LongChainsOfMergesDoNotExplode) {
  std::string text = "c0: &c0 {x: 1}\n";
  for (int i = 1; i < 200; ++i)
    text += "c" + std::to_string(i) + ": &c" + std::to_string(i) + " {<<: *c" + std::to_string(i - 1) + ", k" +
            std::to_string(i) + ": 1}\n";
  const Read r = read(text);
  ASSERT_NE(r.root, nullptr);
  EXPECT_EQ(r.root->entries.back().value->entries.size(), 200U);
}

TEST(Tree, DeepNestingIsRefused) {
  const Read r = read(std::string(100000, '['));
  EXPECT_EQ(r.root, nullptr);
  EXPECT_EQ(r.diagnostics.size(), 1U);
}

TEST(Tree, AliasesThatExplodeAreRefused) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string p = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + p;
    for (int j = 0; j < 9; ++j) text += ", " + p;
    text += "]\n";
  }
  const Read r = read(text);
  EXPECT_EQ(r.root, nullptr);
  ASSERT_EQ(r.diagnostics.size(), 1U);
  EXPECT_THAT(r.diagnostics[0].message, HasSubstr("too many values"));
}

TEST(Tree, AnAliasInsideItsOwnValueIsRefused) { EXPECT_EQ(read("a: &x [1, *x]\n").diagnostics.size(), 1U); }

TEST(Tree, BytesThatAreNoTextDoNoHarm) {
  for (const std::string& text : {std::string("\0\0\0", 3),
                                  std::string("\xff\xfe"
                                              "a\0",
                                              4),
                                  std::string("a: \x04 b"), std::string("\xef\xbb\xbf")})
    (void)read(text);
  SUCCEED();
}

}  // namespace
}  // namespace scopegraft::rules
