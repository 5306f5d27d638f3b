#include "launcher/compiler_probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace scopegraft::launcher {
namespace {

TEST(CompilerProbe, ReadsWhatGccSays) {
  const CompilerFacts facts = read_verbose_output(
      "Target: aarch64-linux-gnu\ngcc version 12.2.0 (Debian 12.2.0-14)\n#include \"...\" search starts here:\n#include <...> search starts here:\n"
      " /usr/nowhere/c++\n /usr/lib/gcc-cross/aarch64-linux-gnu/12/include\n /usr/nowhere/include\nEnd of search list.\n");
  EXPECT_FALSE(facts.is_clang);
  EXPECT_EQ(facts.version, "12.2.0");
  EXPECT_EQ(facts.target, "aarch64-linux-gnu");
  EXPECT_THAT(facts.include_path, testing::ElementsAre("/usr/nowhere/c++", "/usr/nowhere/include"));
  EXPECT_EQ(facts.behind_builtin, 1u);
}

TEST(CompilerProbe, KnowsClang) {
  const CompilerFacts facts = read_verbose_output("Debian clang version 22.1.8\nTarget: x86_64-pc-linux-gnu\n");
  EXPECT_TRUE(facts.is_clang);
  EXPECT_EQ(facts.version, "22.1.8");
}

TEST(CompilerProbe, SilenceIsAFailure) { EXPECT_FALSE(read_verbose_output("").failure.empty()); }

TEST(CompilerProbe, AsksOnceAndReadsTheCacheThen) {
  const auto cache = std::filesystem::temp_directory_path() / ("scopegraft_probe_" + std::to_string(::getpid()));
  const auto command = parse_command({"g++", "-c", "x.cpp"});
  const CompilerFacts first = probe_compiler(*command, cache);
  ASSERT_EQ(first.failure, "");
  EXPECT_FALSE(first.include_path.empty());
  EXPECT_FALSE(std::filesystem::is_empty(cache));
  EXPECT_EQ(probe_compiler(*command, cache).include_path, first.include_path);
  std::filesystem::remove_all(cache);
}

TEST(CompilerProbe, AMissingCompilerIsToldNotGuessed) { EXPECT_NE(probe_compiler(*parse_command({"/nowhere/g++", "-c", "x.cpp"}), "/tmp").failure, ""); }

}  // namespace
}  // namespace scopegraft::launcher
