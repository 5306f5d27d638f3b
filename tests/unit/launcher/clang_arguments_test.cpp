#include "launcher/clang_arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::launcher {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> translated(std::vector<std::string> words, CompilerFacts facts = {.version = "12.2.0", .target = "x86_64-linux-gnu", .include_path = {"/usr/include"}}) {
  words.insert(words.begin(), "g++");
  return clang_arguments(*parse_command(words), facts);
}

TEST(ClangArguments, KeepsWhatChangesTheProgram) {
  EXPECT_THAT(translated({"-std=gnu++20", "-DX=1", "-UY", "-Iinc", "-fno-exceptions", "-O2", "-pthread", "-c", "a.cpp"}),
              IsSupersetOf({"-std=gnu++20", "-DX=1", "-UY", "-I", "inc", "-fno-exceptions", "-O2", "-pthread"}));
}

TEST(ClangArguments, DropsFilesOfTheBuildWarningsAndCodeGeneration) {
  const auto out = translated({"-c", "a.cpp", "-o", "a.o", "-MD", "-MF", "a.d", "-Wall", "-Werror", "-flto", "-g", "-fstack-protector-strong", "-fplugin=x.so"});
  for (const char* word : {"a.cpp", "a.o", "a.d", "-MD", "-Wall", "-Werror", "-flto", "-g", "-fplugin=x.so", "-c"}) EXPECT_THAT(out, Not(Contains(word)));
}

TEST(ClangArguments, ACrossCompilersRootIsInItsSearchPathAndTarget) {
  const CompilerFacts arm{.version = "12.2.0", .target = "aarch64-linux-gnu", .include_path = {"/cross/include"}};
  const auto out = translated({"--sysroot", "/cross", "-march=armv8.2-a", "-Xclang", "-fno-validate-pch", "-c", "a.cpp"}, arm);
  EXPECT_THAT(out, IsSupersetOf({"--target=aarch64-linux-gnu", "/cross/include", "-march=armv8.2-a"}));
  for (const char* word : {"--sysroot", "/cross", "-Xclang"}) EXPECT_THAT(out, Not(Contains(word)));
}

TEST(ClangArguments, SpeaksAsTheRealCompiler) {
  EXPECT_THAT(translated({"-c", "a.cpp"}), IsSupersetOf({"-fgnuc-version=12.2.0", "--target=x86_64-linux-gnu", "-nostdlibinc", "/usr/include"}));
}

TEST(ClangArguments, AStandardDirectoryGivenAgainIsIgnored) {
  const auto out = translated({"-isystem", "/usr/include", "-c", "a.cpp"});
  EXPECT_EQ(std::count(out.begin(), out.end(), "/usr/include"), 1);
}

TEST(ClangArguments, BuiltinHeadersStayWhereTheCompilerHasThem) {
  const CompilerFacts facts{.version = "12.2.0", .target = "x86_64-linux-gnu", .include_path = {"/c++", "/local", "/usr/include"}, .behind_builtin = 1};
  const auto out = translated({"-idirafter", "late", "-isystem", "mine", "-c", "a.cpp"}, facts);
  std::vector<std::string> searched;
  for (const char* group : {"-isystem", "-idirafter"})
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
      if (out[i] == group) searched.push_back(out[i + 1]);
  EXPECT_THAT(searched, testing::ElementsAre("mine", "/c++", "/local", "/usr/include", "late"));
}

TEST(ClangArguments, APrecompiledHeaderIsUsedThroughItsSource) {
  EXPECT_THAT(translated({"-include-pch", "dir/pch.hxx.pch", "-c", "a.cpp"}), IsSupersetOf({"-include", "dir/pch.hxx"}));
  EXPECT_THAT(translated({"-Xclang", "-include-pch", "-Xclang", "d/p.hxx.pch", "-Xclang", "-include", "-Xclang", "d/p.hxx", "-c", "a.cpp"}),
              Not(Contains("-include-pch")));
}

TEST(ClangArguments, PreprocessorOptionsInDisguise) { EXPECT_THAT(translated({"-Wp,-D_FORTIFY_SOURCE=2", "-c", "a.cpp"}), Contains("-D_FORTIFY_SOURCE=2")); }

}  // namespace
}  // namespace scopegraft::launcher
