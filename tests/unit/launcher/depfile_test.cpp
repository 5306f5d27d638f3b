#include "launcher/depfile.h"

#include <gtest/gtest.h>

namespace scopegraft::launcher {
namespace {

TEST(Depfile, ReadsContinuedLinesAndEscapes) {
  const auto rules = parse_depfile("out\\ dir/x.o: a.cpp \\\n b\\ c.h $$d.h e\\#f.h\n\nb\\ c.h:\n");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].targets, (std::vector<std::string>{"out dir/x.o"}));
  EXPECT_EQ(rules[0].prerequisites, (std::vector<std::string>{"a.cpp", "b c.h", "$d.h", "e#f.h"}));
  EXPECT_EQ(rules[1].targets, (std::vector<std::string>{"b c.h"}));
  EXPECT_TRUE(rules[1].prerequisites.empty());
}

TEST(Depfile, WritesWhatItReads) {
  const std::string text = "x.o: \\\n a\\ b.h \\\n $$c.h \\\n d\\#e.h\n";
  EXPECT_EQ(write_depfile(parse_depfile(text)), text);
}

TEST(Depfile, MendingNamesOriginalsOnceAndAddsTheRules) {
  auto rules = parse_depfile("x.o: store/x.cpp store/headers/1-h.h store/headers/2-h.h other.h\nstore/headers/1-h.h:\nstore/headers/2-h.h:\n");
  rules = mend(rules, {{"store/x.cpp", "x.cpp"}, {"store/headers/1-h.h", "h.h"}, {"store/headers/2-h.h", "h.h"}}, {"profiling.yaml"});
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].prerequisites, (std::vector<std::string>{"x.cpp", "h.h", "other.h", "profiling.yaml"}));
  EXPECT_EQ(rules[1].targets, (std::vector<std::string>{"h.h"}));
}

TEST(Depfile, MendingTwiceChangesNothing) {
  const std::map<std::string, std::string> originals = {{"s/x.cpp", "x.cpp"}};
  const auto once = mend(parse_depfile("x.o: s/x.cpp h.h\n"), originals, {"r.yaml"});
  EXPECT_EQ(write_depfile(mend(once, originals, {"r.yaml"})), write_depfile(once));
}

}  // namespace
}  // namespace scopegraft::launcher
