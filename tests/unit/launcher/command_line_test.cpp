#include "launcher/command_line.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace scopegraft::launcher {
namespace {

CompilerCommand parse(const std::vector<std::string>& words) {
  const auto command = parse_command(words);
  EXPECT_TRUE(command.has_value());
  return command.value_or(CompilerCommand{});
}

TEST(CommandLine, FindsSourceOutputAndDepfile) {
  const CompilerCommand c = parse({"g++", "-O2", "-MD", "-MT", "x.o", "-MF", "x.d", "-o", "x.o", "-c", "dir/x.cpp"});
  ASSERT_EQ(c.sources.size(), 1u);
  EXPECT_EQ(c.sources[0].path, "dir/x.cpp");
  EXPECT_EQ(c.sources[0].language, Language::cxx);
  EXPECT_EQ(c.arguments[c.sources[0].index], "dir/x.cpp");
  EXPECT_EQ(c.output, "x.o");
  EXPECT_EQ(c.depfile, "x.d");
  EXPECT_TRUE(c.compiles);
  EXPECT_FALSE(c.links);
}

TEST(CommandLine, AsideItWritesNothingElse) {
  const CompilerCommand aside = compiling_aside(parse({"ccache", "clang++", "-O2", "-Wp,-MMD,x.d", "-MD", "-MTx.o", "-MF", "x.d", "-MJ", "x.json", "-o", "x.o", "-save-temps", "-I", "-odd", "x.cpp"}), "s/unit.o");
  EXPECT_EQ(aside.words(), (std::vector<std::string>{"ccache", "clang++", "-O2", "-I", "-odd", "x.cpp", "-c", "-o", "s/unit.o"}));
  EXPECT_FALSE(aside.writes_depfile);
  EXPECT_EQ(compiling_aside(parse({"g++", "-S", "x.cpp", "-oy.s"}), "s/unit.o").words(), (std::vector<std::string>{"g++", "-S", "x.cpp", "-o", "s/unit.o"}));
}

TEST(CommandLine, KeepsLaunchersBeforeTheCompiler) {
  const CompilerCommand c = parse({"ccache", "/usr/bin/distcc", "clang++", "-c", "a.cc"});
  EXPECT_EQ(c.launchers, (std::vector<std::string>{"ccache", "/usr/bin/distcc"}));
  EXPECT_EQ(c.compiler, "clang++");
  EXPECT_EQ(c.words(), (std::vector<std::string>{"ccache", "/usr/bin/distcc", "clang++", "-c", "a.cc"}));
}

TEST(CommandLine, AnUnknownLauncherIsSeenByTheCompilerBehindIt) {
  const CompilerCommand c = parse({"/opt/log.sh", "x86_64-linux-gnu-g++-12", "-c", "a.cc"});
  EXPECT_EQ(c.launchers, (std::vector<std::string>{"/opt/log.sh"}));
  EXPECT_EQ(c.compiler, "x86_64-linux-gnu-g++-12");
  EXPECT_EQ(parse({"nice", "-n", "5", "clang++-22", "-c", "a.cc"}).compiler, "clang++-22");
  EXPECT_EQ(parse({"/opt/vendor-compiler", "-c", "a.cc"}).compiler, "/opt/vendor-compiler");
}

TEST(CommandLine, AValueOfAnOptionIsNoSource) {
  const CompilerCommand c = parse({"g++", "-include", "pre.cpp", "-x", "c++", "-c", "body.inc", "-I", "inc.cpp"});
  ASSERT_EQ(c.sources.size(), 1u);
  EXPECT_EQ(c.sources[0].path, "body.inc");
}

TEST(CommandLine, PreprocessingAndHeadersAreNotCompiled) {
  EXPECT_FALSE(parse({"g++", "-E", "a.cpp"}).compiles);
  EXPECT_FALSE(parse({"g++", "-MM", "a.cpp"}).compiles);
  EXPECT_FALSE(parse({"g++", "-x", "c++-header", "-o", "pch.gch", "-c", "pch.hxx.cxx"}).compiles);
  EXPECT_FALSE(parse({"g++", "--version"}).compiles);
}

TEST(CommandLine, TheLanguageOfACFileIsTheDriversBusiness) {
  EXPECT_EQ(parse({"gcc", "-c", "a.c"}).sources[0].language, Language::c);
  EXPECT_EQ(parse({"g++", "-c", "a.c"}).sources[0].language, Language::cxx);
  EXPECT_EQ(parse({"gcc", "-c", "a.cpp"}).sources[0].language, Language::cxx);
  EXPECT_EQ(parse({"gcc", "-c", "a.S"}).sources[0].language, Language::other);
}

TEST(CommandLine, LinksWhenNothingForbidsIt) {
  const CompilerCommand c = parse({"g++", "a.cpp", "b.o", "-o", "prog"});
  EXPECT_TRUE(c.links);
  EXPECT_EQ(c.sources.size(), 1u);
}

TEST(CommandLine, ExpandsResponseFilesInResponseFiles) {
  const auto dir = std::filesystem::temp_directory_path() / ("scopegraft_rsp_" + std::to_string(::getpid()));
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "inner.rsp") << "-DTEXT=\\\"a\\ b\\\" 'two words'\n";
  std::ofstream(dir / "outer.rsp") << "-c x.cpp @" << (dir / "inner.rsp").string();
  const CompilerCommand c = parse({"g++", "@" + (dir / "outer.rsp").string()});
  EXPECT_EQ(c.arguments, (std::vector<std::string>{"-c", "x.cpp", "-DTEXT=\"a b\"", "two words"}));
  std::filesystem::remove_all(dir);
}

TEST(CommandLine, AMissingResponseFileIsLeftToTheCompiler) {
  EXPECT_EQ(parse({"g++", "@/nowhere/at.all"}).arguments, (std::vector<std::string>{"@/nowhere/at.all"}));
}

TEST(CommandLine, TheDepfileIsNamedAfterTheOutput) {
  EXPECT_EQ(parse({"g++", "-MD", "-c", "a.cpp", "-o", "out/b.o"}).depfile, "out/b.d");
  EXPECT_EQ(parse({"g++", "-Wp,-MMD,z.d", "-c", "a.cpp"}).depfile, "z.d");
}

TEST(CommandLine, APrecompiledModuleIsCompiledAndHasAnOutput) {
  const CompilerCommand c = parse({"clang++", "-std=c++20", "--precompile", "dir/shapes.cppm"});
  EXPECT_TRUE(c.compiles && c.writes_module && !c.links);
  EXPECT_EQ(c.output, "shapes.pcm");
  EXPECT_TRUE(parse({"clang++", "-c", "-x", "c++-module", "-fmodule-output=a.pcm", "a.cc"}).writes_module);
  EXPECT_FALSE(parse({"clang++", "--precompile", "-x", "c++-header", "a.h"}).compiles);
}

TEST(CommandLine, TheNameInDebugInformationIsMappedAsTheCompilerDoes) {
  const auto option = [](std::vector<std::string> maps) {
    std::vector<std::string> words{"g++", "-c", "/home/me/project/a.cpp"};
    words.insert(words.end(), maps.begin(), maps.end());
    const CompilerCommand c = parse(words);
    return keep_debug_name(c, c.sources[0], "/store/1-a.cpp/a.cpp");
  };
  EXPECT_EQ(option({}), "-fdebug-prefix-map=/store/1-a.cpp/=/home/me/project/");
  EXPECT_EQ(option({"-ffile-prefix-map=/home/me/project=/src"}), "-fdebug-prefix-map=/store/1-a.cpp/=/src/");
  EXPECT_EQ(option({"-fdebug-prefix-map=/home/me/project/=", "-fmacro-prefix-map=/home=/x"}), "-fdebug-prefix-map=/store/1-a.cpp/=");
  EXPECT_EQ(option({"-ffile-prefix-map=/home=/1", "-fdebug-prefix-map=/home/me=/2", "-ffile-prefix-map=/other=/3"}), "-fdebug-prefix-map=/store/1-a.cpp/=/2/project/");
  EXPECT_EQ(option({"-fdebug-prefix-map=/home/me/project/a.cpp=b.cpp"}), "-fdebug-prefix-map=/store/1-a.cpp/a.cpp=b.cpp");
}

TEST(CommandLine, NoCompilerIsNoCommand) {
  EXPECT_FALSE(parse_command({}).has_value());
  EXPECT_FALSE(parse_command({"ccache"}).has_value());
}

TEST(SplitShellWords, FollowsTheShell) {
  EXPECT_EQ(split_shell_words(R"(a "b c" 'd\e' f\ g "h\"i" '')"), (std::vector<std::string>{"a", "b c", "d\\e", "f g", "h\"i", ""}));
}

}  // namespace
}  // namespace scopegraft::launcher
