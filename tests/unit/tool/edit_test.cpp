#include "plan/edit.h"

#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

TEST(Apply, KeepsTheOrderOfEditsAtOnePlace) {
  EXPECT_EQ(apply("{}", {{1, 0, "b"}, {0, 0, "a"}, {1, 0, "c"}}), "a{bc}");
}

TEST(Apply, ReplacesAndInserts) { EXPECT_EQ(apply("#include \"a.h\" {", {{9, 5, "\"/b.h\""}, {16, 0, "x"}}), "#include \"/b.h\" {x"); }

TEST(Apply, WithoutEditsIsTheTextByteForByte) {
  const std::string text = "a\r\n\tb\0c\n"
                           "no newline at the end";
  EXPECT_EQ(apply(text, {}), text);
}

TEST(OnOwnLines, BringsTheRestBackToItsLineAndColumn) {
  const std::string text = "int f() { return 1; }\n";
  EXPECT_EQ(apply(text, {{9, 0, on_own_lines(text, 9, 1, "G;")}}), "int f() {\nG;\n#line 1\n          return 1; }\n");
}

TEST(OnOwnLines, CountsBytesAndKeepsTabs) {
  const std::string text = "\n\t/* \xC3\xA4 */ {}";
  const std::size_t behind = text.find('{') + 1;
  EXPECT_EQ(on_own_lines(text, behind, 7, "G;"), "\nG;\n#line 7\n\t          ");
}

TEST(OnOwnLines, EndsItsLinesAsTheFileDoes) { EXPECT_EQ(on_own_lines("x\r\n{}", 4, 2, "G;"), "\r\nG;\r\n#line 2\r\n "); }

TEST(OnOwnLines, DoesNotCountAByteOrderMark) { EXPECT_EQ(on_own_lines("\xEF\xBB\xBF{}", 4, 1, "G;"), "\nG;\n#line 1\n "); }

TEST(OnSameLine, HasNoLineEnd) { EXPECT_EQ(on_same_line("G;"), " G; "); }

}  // namespace
}  // namespace scopegraft::engine
