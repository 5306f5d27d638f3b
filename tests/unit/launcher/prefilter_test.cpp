#include "launcher/prefilter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "launcher/files.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

class Prefilter : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::weakly_canonical(fs::temp_directory_path()) / ("scopegraft_prefilter_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
    fs::create_directories(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }
  void write(const std::string& name, const std::string& text) { ASSERT_EQ(write_file(dir_ / name, text), ""); }
  rules::Relevance ask(const std::string& yaml, const std::vector<std::string>& more = {}) {
    const rules::LoadResult loaded = rules::parse("version: 1\n" + yaml, dir_ / "profiling.yaml", dir_);
    EXPECT_FALSE(rules::has_errors(loaded.diagnostics)) << rules::render(loaded.diagnostics.at(0));
    std::vector<std::string> words = {"g++", "-c", "main.cpp"};
    words.insert(words.end(), more.begin(), more.end());
    return unit_relevance(loaded.rules, *parse_command(words), "main.cpp", dir_.string());
  }
  fs::path dir_;
};

TEST_F(Prefilter, AUnitWithoutTheNameIsNever) {
  write("main.cpp", "#include <vector>\nint other() { return 1; }\n");
  EXPECT_EQ(ask("functions: [{match: [\"app::load\"]}]"), rules::Relevance::never);
}

TEST_F(Prefilter, TheNameInAHeaderOfAHeaderIsEnough) {
  write("main.cpp", "#include \"a.h\"\n");
  write("a.h", "  #  include <sub/b.h>\n");
  write("inc/sub/b.h", "namespace app { inline void load() {} }\n");
  EXPECT_EQ(ask("functions: [{match: [\"app::load\"]}]", {"-Iinc"}), rules::Relevance::maybe);
  EXPECT_EQ(ask("functions: [{match: [\"app::load\"]}]"), rules::Relevance::never);  // not on the search path
}

TEST_F(Prefilter, AComputedIncludeCannotBeExcluded) {
  write("main.cpp", "#define HEADER \"x.h\"\n#include HEADER\n");
  EXPECT_EQ(ask("functions: [{match: [\"app::load\"]}]"), rules::Relevance::maybe);
}

TEST_F(Prefilter, IncludesInACircleEnd) {
  write("main.cpp", "#include \"a.h\"\n");
  write("a.h", "#include \"main.cpp\"\n#include \"a.h\"\n");
  EXPECT_EQ(ask("functions: [{match: [\"app::load\"]}]"), rules::Relevance::never);
}

TEST(ScanIncludes, FindsEveryForm) {
  const auto found = scan_includes("#include <a>\n\t# include\t\"b.h\"\n// #include <no>\n#include_next <c>\n#import \"d\"\n#include M(x)\nx #include <no>\n");
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[0].name, "a");
  EXPECT_FALSE(found[0].quoted);
  EXPECT_EQ(found[1].name, "b.h");
  EXPECT_TRUE(found[1].quoted);
  EXPECT_EQ(found[2].name, "c");
  EXPECT_EQ(found[3].name, "d");
  EXPECT_TRUE(found[4].computed);
}

}  // namespace
}  // namespace scopegraft::launcher
