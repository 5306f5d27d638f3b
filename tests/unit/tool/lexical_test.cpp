#include "plan/lexical.h"

#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

std::vector<std::string> names(std::string_view text) {
  std::vector<std::string> result;
  for (const LexicalName& name : quoted_names(text)) result.push_back(name.name);
  return result;
}

TEST(QuotedNames, AreThoseOfDirectives) {
  EXPECT_EQ(names("#include \"a.h\"\n #  include_next /* x */ \"b.h\"\n#include <c.h>\n#embed \"d.bin\"\n"),
            (std::vector<std::string>{"a.h", "b.h", "d.bin"}));
}

TEST(QuotedNames, AreFoundInTests) { EXPECT_EQ(names("#if __has_include(\"a.h\")\n"), std::vector<std::string>{"a.h"}); }

TEST(QuotedNames, AreNotTakenFromCommentsAndLiterals) {
  EXPECT_TRUE(names("/*\n#include \"a.h\"\n*/ // \\\n#include \"b.h\"\n").empty());
  EXPECT_TRUE(names("auto s = R\"x(\n#include \"a.h\"\n)x\";\nauto t = \"\\\"\";\n").empty());
  EXPECT_EQ(names("int n = 1'000;\nchar c = '\"';\n#include \"a.h\"\n"), std::vector<std::string>{"a.h"});
}

TEST(QuotedNames, NeedTheStartOfALine) { EXPECT_TRUE(names("x #include \"a.h\"\n").empty()); }

std::string named(std::string_view text) {
  const Extent extent = directive_name(text, text.find_first_of("#%"));
  return std::string(text.substr(extent.begin, extent.end - extent.begin));
}

TEST(DirectiveName, IsTheNameWithItsMarks) {
  EXPECT_EQ(named("#include \"a.h\" // why\n"), "\"a.h\"");
  EXPECT_EQ(named("%: include\t<b c>\n"), "<b c>");
}

TEST(DirectiveName, IsAllOfAComputedOne) {
  EXPECT_EQ(named("#include NAME(x)  // why\n"), "NAME(x)");
  EXPECT_EQ(named("#include NAME \\\n  (x)\n"), "NAME \\\n  (x)");
}

TEST(ModuleOpening, FindsTheGlobalFragment) {
  EXPECT_EQ(module_opening("// c\n/* c */ module ;\nint x;").fragment_end, 21U);
  EXPECT_TRUE(module_opening("export module a;").is_module);
  EXPECT_TRUE(module_opening("module a:part;").is_module);
  EXPECT_EQ(module_opening("export module a;").fragment_end, 0U);
  EXPECT_FALSE(module_opening("modules x;").is_module);
  EXPECT_FALSE(module_opening("#include <a>\nint module;").is_module);
}

TEST(Beside, JoinsTheFolderOfTheIncluderAndTheName) {
  EXPECT_EQ(beside("src/a.cpp", "../b.h"), "src/../b.h");
  EXPECT_EQ(beside("a.cpp", "b.h"), "b.h");
  EXPECT_EQ(beside("src/a.cpp", "/b.h"), "/b.h");
}

TEST(IsRewritten, KnowsTheOpeningOfItsOwnOutput) {
  EXPECT_TRUE(is_rewritten("#include \"/rt/scopegraft/graft.h\"\n#line 1 \"a.cpp\"\nint a;\n"));
  EXPECT_TRUE(is_rewritten("module;\n#include <scopegraft/graft.h>\n#include <scopegraft/calls.h>\n#line 2 \"a.cpp\"\n"));
  EXPECT_FALSE(is_rewritten("#include \"scopegraft/graft.h\"\nint a;\n#line 3\n"));
  EXPECT_FALSE(is_rewritten("// scopegraft/graft.h\n#line 1 \"a.cpp\"\n"));
  EXPECT_FALSE(is_rewritten("int a;\n"));
}

}  // namespace
}  // namespace scopegraft::engine
