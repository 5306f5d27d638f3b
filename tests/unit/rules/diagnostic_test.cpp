#include "rules/diagnostic.h"

#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

TEST(Diagnostic, RendersPositionHintAndCaret) {
  const Diagnostic d{Severity::error,
                     {"profiling.yaml", 3, 5},
                     "unknown key `sample_rat`",
                     "did you mean `sample_rate`?",
                     "    sample_rat: 1"};
  EXPECT_EQ(render(d),
            "profiling.yaml:3:5: error: unknown key `sample_rat` (did you mean `sample_rate`?)\n"
            "      sample_rat: 1\n"
            "      ^\n");
}

TEST(Diagnostic, CaretStandsUnderTheCharacterBehindTabsAndUmlauts) {
  EXPECT_EQ(render({Severity::warning, {"f", 1, 5}, "m", "", "\tä:x"}), "f:1:5: warning: m\n  \tä:x\n  \t  ^\n");
}

TEST(Diagnostic, WithoutALineSpeaksOfTheFile) {
  EXPECT_EQ(render({Severity::note, {"f", 0, 0}, "m", "", ""}), "f: note: m\n");
  EXPECT_EQ(render({Severity::note, {}, "m", "", ""}), "note: m\n");
}

TEST(Diagnostic, LongLinesAreCutAroundTheCaret) {
  const std::string line(5000, 'x');
  EXPECT_LT(render({Severity::error, {"f", 1, 3000}, "m", "", line}).size(), 400U);
}

TEST(Diagnostic, ControlCharactersDoNotReachTheTerminal) {
  EXPECT_EQ(render({Severity::error, {"f", 1, 1}, "a\x1b[2J", "", "\x1b]0;x\x07"}).find('\x1b'), std::string::npos);
}

TEST(Diagnostic, NearestFindsTypingMistakes) {
  const std::vector<std::string> known{"sample_rate", "track_memory", "track_args", "name", "match"};
  EXPECT_EQ(nearest("sample_rat", known), "sample_rate");
  EXPECT_EQ(nearest("sampel_rate", known), "sample_rate");
  EXPECT_EQ(nearest("Sample-Rate", known), "sample_rate");
  EXPECT_EQ(nearest("track_arg", known), "track_args");
  EXPECT_EQ(nearest("mtach", known), "match");
}

TEST(Diagnostic, NearestIsSilentAboutOtherWords) {
  EXPECT_EQ(nearest("colour", {"sample_rate", "name"}), "");
  EXPECT_EQ(nearest("", {"a"}), "");
  EXPECT_EQ(nearest(std::string(10000, 'a'), {"a"}), "");
}

TEST(Diagnostic, OnlyErrorsAreErrors) {
  EXPECT_FALSE(has_errors({{Severity::warning, {}, "", "", ""}}));
  EXPECT_TRUE(has_errors({{Severity::warning, {}, "", "", ""}, {Severity::error, {}, "", "", ""}}));
}

}  // namespace
}  // namespace scopegraft::rules
