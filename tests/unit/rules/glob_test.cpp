#include "glob.h"

#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

bool matches(std::string_view glob, std::string_view path) {
  const CompiledGlob compiled = compile_glob(glob, "/p/proj");
  EXPECT_TRUE(compiled.glob.has_value()) << glob << ": " << compiled.message;
  return compiled.glob && compiled.glob->matches(path);
}

TEST(Glob, IsRelativeToTheRulesFile) {
  EXPECT_TRUE(matches("src/a.cpp", "/p/proj/src/a.cpp"));
  EXPECT_FALSE(matches("src/a.cpp", "/p/other/src/a.cpp"));
  EXPECT_TRUE(matches("../lib/*.h", "/p/lib/x.h"));
  EXPECT_TRUE(matches("/opt/lib/**", "/opt/lib/a/b.h"));
}

TEST(Glob, OneStarStaysInOneDirectory) {
  EXPECT_TRUE(matches("src/*.cpp", "/p/proj/src/a.cpp"));
  EXPECT_FALSE(matches("src/*.cpp", "/p/proj/src/x/a.cpp"));
  EXPECT_FALSE(matches("src/*", "/p/proj/src/x/a.cpp"));
  EXPECT_TRUE(matches("src/*/a.cpp", "/p/proj/src/x/a.cpp"));
  EXPECT_TRUE(matches("src/?.cpp", "/p/proj/src/a.cpp"));
  EXPECT_FALSE(matches("src/?.cpp", "/p/proj/src/ab.cpp"));
}

TEST(Glob, TwoStarsCrossDirectories) {
  EXPECT_TRUE(matches("src/**", "/p/proj/src/a.cpp"));
  EXPECT_TRUE(matches("src/**", "/p/proj/src/x/y/a.cpp"));
  EXPECT_FALSE(matches("src/**", "/p/proj/srcs/a.cpp"));
  EXPECT_TRUE(matches("src/**/a.cpp", "/p/proj/src/a.cpp"));
  EXPECT_TRUE(matches("src/**/a.cpp", "/p/proj/src/x/y/a.cpp"));
  EXPECT_FALSE(matches("src/**/a.cpp", "/p/proj/src/x/ba.cpp"));
  EXPECT_TRUE(matches("**/gen/*.cc", "/p/proj/a/gen/x.cc"));
  EXPECT_TRUE(matches("**", "/p/proj/any/thing"));
  EXPECT_FALSE(matches("**", "/usr/include/vector"));
  EXPECT_TRUE(matches("**/x/**/*_test.cpp", "/p/proj/a/x/b/c/d_test.cpp"));
  EXPECT_TRUE(matches("src/**/b*/**/c*.h", "/p/proj/src/b1/x/b2/y/c.h"));
}

TEST(Glob, WithoutASlashItMatchesAtAnyDepth) {
  EXPECT_TRUE(matches("*.cc", "/p/proj/a/b/x.cc"));
  EXPECT_TRUE(matches("*.cc", "/p/proj/x.cc"));
  EXPECT_FALSE(matches("./*.cc", "/p/proj/a/x.cc"));
  EXPECT_TRUE(matches("./*.cc", "/p/proj/x.cc"));
}

TEST(Glob, ADirectoryMeansAllBelowIt) {
  EXPECT_TRUE(matches("src/analytics", "/p/proj/src/analytics/x/a.cpp"));
  EXPECT_TRUE(matches("src/analytics/", "/p/proj/src/analytics/a.cpp"));
  EXPECT_TRUE(matches("vendor", "/p/proj/a/vendor/b.cpp"));
}

TEST(Glob, SetsAndBraces) {
  EXPECT_TRUE(matches("src/[a-c]*.cpp", "/p/proj/src/b.cpp"));
  EXPECT_FALSE(matches("src/[!a-c]*.cpp", "/p/proj/src/b.cpp"));
  EXPECT_TRUE(matches("src/*.{cpp,cc}", "/p/proj/src/b.cc"));
  EXPECT_TRUE(matches("{src,lib/{a,b}}/*.cc", "/p/proj/lib/b/x.cc"));
  EXPECT_FALSE(matches("src/[^x]y", "/p/proj/src//y"));
  EXPECT_TRUE(matches("src/\\[x\\].cpp", "/p/proj/src/[x].cpp"));
}

TEST(Glob, CharactersOfTheDirectoryAreLiteral) {
  const CompiledGlob compiled = compile_glob("*.cpp", "/p/[x]{y}*");
  EXPECT_TRUE(compiled.glob->matches("/p/[x]{y}*/a.cpp"));
  EXPECT_FALSE(compiled.glob->matches("/p/xyz/a.cpp"));
}

TEST(Glob, MistakesAreExplained) {
  for (const char* wrong : {"", "  ", "src/[a", "src/{a,b", "src/[z-a]", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"}) {
    const CompiledGlob compiled = compile_glob(wrong, "/p");
    EXPECT_FALSE(compiled.glob.has_value()) << wrong;
    EXPECT_FALSE(compiled.message.empty());
  }
}

TEST(Glob, KnowsTheDirectoriesItCanMatchIn) {
  EXPECT_EQ(compile_glob("src/a/*.cpp", "/p").glob->roots(), std::vector<std::string>{"/p/src/a"});
  EXPECT_EQ(compile_glob("*.cpp", "/p").glob->roots(), std::vector<std::string>{"/p"});
}

TEST(Glob, KnowsWhetherItNamesAPlace) {
  const auto names_a_place = [](const char* text) { return compile_glob(text, "/p").glob->names_a_place(); };
  EXPECT_TRUE(names_a_place("third_party/x/**"));
  EXPECT_TRUE(names_a_place("/usr/include/x/**"));
  EXPECT_FALSE(names_a_place("**"));
  EXPECT_FALSE(names_a_place("*.h"));
}

TEST(Glob, ManyStarsEnd) {
  std::string glob;
  for (int i = 0; i < 100; ++i) glob += "**/*a";
  EXPECT_FALSE(matches(glob + "b", "/p/proj/" + std::string(500, 'a')));
}

}  // namespace
}  // namespace scopegraft::rules
