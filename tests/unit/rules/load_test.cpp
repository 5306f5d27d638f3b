#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::SizeIs;

class Load : public testing::Test {
 protected:
  Load() {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    directory_ =
        fs::temp_directory_path() / ("scopegraft_load_" + std::string(test->name()) + std::to_string(getpid()));
    fs::create_directories(directory_ / "presets");
  }
  ~Load() override { fs::remove_all(directory_); }

  fs::path write(const std::string& name, const std::string& text) {
    const fs::path file = directory_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  LoadResult load_file(const fs::path& file) { return load(file, directory_ / "presets"); }

  Decision decide_in(const RuleSet& set, const std::string& name, const std::string& file = "a.cpp") {
    FunctionFacts facts;
    facts.qualified_name = name;
    facts.file = (directory_ / file).string();
    facts.statements = 9;
    return decide(set, facts);
  }

  fs::path directory_;
};

TEST_F(Load, AMissingFileIsADiagnostic) {
  const LoadResult r = load_file(directory_ / "none.yaml");
  ASSERT_THAT(r.diagnostics, SizeIs(1));
  EXPECT_THAT(render(r.diagnostics[0]), HasSubstr("No such file"));
  EXPECT_TRUE(has_errors(load_file(directory_).diagnostics));
}

TEST_F(Load, ExtendedFilesComeBefore) {
  write("base/base.yaml", "version: 1\ndefaults: {sample_rate: 0.1, track_memory: true}\nmodules: [{files: '**'}]\n");
  const LoadResult r =
      load_file(write("r.yaml", "version: 1\nextends: base/base.yaml\ndefaults: {sample_rate: 0.2}\n"));
  EXPECT_THAT(r.diagnostics, SizeIs(0));
  const Decision d = decide_in(r.rules, "f", "base/x.cpp");
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.options.sample_rate.value.rate, 0.2);
  EXPECT_TRUE(d.options.track_memory.value);
  EXPECT_EQ(d.options.track_memory.origin, (directory_ / "base/base.yaml").string() + ":2:30");
  EXPECT_FALSE(decide_in(r.rules, "f", "other/x.cpp").profiled) << "globs are relative to the file they stand in";
  EXPECT_EQ(r.rules.files(), (std::vector<fs::path>{directory_ / "r.yaml", directory_ / "base/base.yaml"}));
}

TEST_F(Load, PresetsAreNamedAndSpeakOfTheProject) {
  write("presets/mine.yaml", "version: 1\nmodules: [{files: 'src/**', sample_rate: 0.3}]\n");
  const LoadResult r = load_file(write("r.yaml", "version: 1\nextends: [mine]\n"));
  EXPECT_THAT(r.diagnostics, SizeIs(0));
  const Decision d = decide_in(r.rules, "f", "src/x.cpp");
  EXPECT_TRUE(d.profiled);
  EXPECT_EQ(d.rule, "preset mine:2:20");
  EXPECT_TRUE(r.rules.patterns().at(0).of_preset);
}

TEST_F(Load, AnUnknownPresetIsToldTheNearest) {
  write("presets/production.yaml", "version: 1\n");
  const LoadResult r = load_file(write("r.yaml", "version: 1\nextends: [produktion]\n"));
  ASSERT_THAT(r.diagnostics, SizeIs(1));
  EXPECT_THAT(r.diagnostics[0].hint, HasSubstr("`production`"));
  EXPECT_EQ(r.diagnostics[0].at.column, 11U);
  EXPECT_THAT(load_file(write("s.yaml", "version: 1\nextends: [xyz]\n")).diagnostics.at(0).hint,
              HasSubstr("presets are production"));
}

TEST_F(Load, CyclesAreErrors) {
  write("a.yaml", "version: 1\nextends: b.yaml\n");
  write("b.yaml", "version: 1\nextends: ./c.yaml\n");
  write("c.yaml", "version: 1\nextends: a.yaml\n");
  const LoadResult r = load_file(directory_ / "a.yaml");
  ASSERT_THAT(r.diagnostics, SizeIs(1));
  EXPECT_EQ(r.diagnostics[0].message, "`a.yaml` extends itself, through b.yaml and c.yaml");
  EXPECT_EQ(r.diagnostics[0].at.file, (directory_ / "c.yaml").string());
  EXPECT_THAT(load_file(write("d.yaml", "version: 1\nextends: d.yaml\n")).diagnostics, SizeIs(1));
}

TEST_F(Load, AFileExtendedTwiceIsReadOnce) {
  write("base.yaml", "version: 1\nfunctions: [{match: f}]\n");
  write("a.yaml", "version: 1\nextends: base.yaml\n");
  write("b.yaml", "version: 1\nextends: base.yaml\n");
  const LoadResult r = load_file(write("r.yaml", "version: 1\nextends: [a.yaml, b.yaml]\n"));
  EXPECT_THAT(r.diagnostics, SizeIs(0));
  EXPECT_EQ(rule_count(r.rules), 1U);
}

TEST_F(Load, MistakesOfAllFilesAreReported) {
  write("a.yaml", "version: 1\nfunctons: []\n");
  const LoadResult r = load_file(write("r.yaml", "version: 1\nextends: [a.yaml, none.yaml]\nmodles: []\n"));
  EXPECT_THAT(r.diagnostics, SizeIs(3));
}

TEST_F(Load, TestsOfExtendedFilesStayThere) {
  write("a.yaml", "version: 1\ntests: [{function: f, expect: profiled}]\n");
  EXPECT_EQ(test_count(load_file(write("r.yaml", "version: 1\nextends: a.yaml\n")).rules), 0U);
}

TEST_F(Load, AByteOrderMarkShiftsNoColumn) {
  const LoadResult r = load_file(write("r.yaml", "\xef\xbb\xbfversin: 1\n"));
  ASSERT_THAT(r.diagnostics, SizeIs(2));
  EXPECT_EQ(r.diagnostics[1].at.column, 1U);
}

TEST_F(Load, DevicesAreNotExtended) {
  const LoadResult r = load_file(write("r.yaml", "version: 1\nextends: [/dev/zero, /dev/tty]\n"));
  ASSERT_THAT(r.diagnostics, SizeIs(2));
  EXPECT_THAT(r.diagnostics[0].message, HasSubstr("is not a file"));
}

TEST_F(Load, LongChainsEnd) {
  for (int i = 0; i < 200; ++i)
    write("c" + std::to_string(i) + ".yaml", "version: 1\nextends: c" + std::to_string(i + 1) + ".yaml\n");
  const LoadResult r = load_file(directory_ / "c0.yaml");
  ASSERT_THAT(r.diagnostics, SizeIs(1));
  EXPECT_THAT(r.diagnostics[0].message, HasSubstr("50 files"));
}

TEST_F(Load, ReadsEveryKeyOfTheLanguage) {
  const LoadResult r =
      load(fs::path(SCOPEGRAFT_PRESETS) / "../../tests/unit/rules/everything.yaml", SCOPEGRAFT_PRESETS);
  for (const Diagnostic& d : r.diagnostics) ADD_FAILURE() << render(d);
  EXPECT_FALSE(has_errors(r.diagnostics));
  for (const Diagnostic& d : run_tests(r.rules)) ADD_FAILURE() << render(d);
  EXPECT_EQ(test_count(r.rules), 5U);
}

TEST_F(Load, HostileTextsEndInDiagnostics) {
  for (const std::string& text : {std::string(1 << 16, '{'), std::string(1 << 16, '-'), std::string(1 << 16, '?'),
                                  std::string(1 << 16, '&'), std::string("a:\n") + std::string(1 << 16, ' ') + "b",
                                  std::string("\0", 1), std::string("version: 1\n\xff\xfe\xfd: 1\n"),
                                  std::string("!!binary |\n  AAAA\n"), std::string("%YAML 9.9\n---\na: 1\n")})
    EXPECT_TRUE(has_errors(parse(text, "/p/r.yaml", "/none").diagnostics)) << text.substr(0, 20);
}

}  // namespace
}  // namespace scopegraft::rules
