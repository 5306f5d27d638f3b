#include "launcher/ladder.h"

#include <gtest/gtest.h>

namespace scopegraft::launcher {
namespace {

Rewrite rewrite_with(std::vector<GraftedSite> sites) {
  Rewrite rewrite;
  rewrite.status = RewriteStatus::rewritten;
  rewrite.sites = std::move(sites);
  return rewrite;
}

const GraftedSite kF{"f", "src/a.cpp", "src/a.cpp:3:10", 3, 10};
const GraftedSite kG{"g", "src/a.cpp", "src/a.cpp:30:10", 30, 10};

TEST(Blame, ByInjectedName) {
  const auto blamed = sites_blamed("/x/a.cpp:99:1: error: 'sg_site_3_10' was not declared\n", {kF, kG});
  ASSERT_EQ(blamed.size(), 1u);
  EXPECT_EQ(blamed[0].name, "f");
}

TEST(Blame, ByTheLineBehindTheBrace) {
  const auto blamed = sites_blamed("/home/u/src/a.cpp:31:4: error: something\n", {kF, kG});
  ASSERT_EQ(blamed.size(), 1u);
  EXPECT_EQ(blamed[0].name, "g");
}

TEST(Blame, NotByAWarningNorInAnotherFile) {
  EXPECT_TRUE(sites_blamed("src/a.cpp:3:4: warning: something\nsrc/b.cpp:3:4: error: other\n", {kF, kG}).empty());
}

TEST(Ladder, AGoodRewriteIsCompiledOnce) {
  int compilations = 0;
  const LadderResult result = climb_down(
      rewrite_with({kF}), [&](Text text, const auto&) { ++compilations; EXPECT_EQ(text, Text::rewritten); return Finished{0, "", "warning: theirs\n"}; },
      [](const auto&) { ADD_FAILURE(); return Rewrite{}; });
  EXPECT_EQ(compilations, 1);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.err, "warning: theirs\n");
  EXPECT_TRUE(result.dropped.empty());
}

TEST(Ladder, TheUsersOwnMistakeIsToldAboutTheirText) {
  const LadderResult result = climb_down(
      rewrite_with({kF}), [](Text text, const auto&) { return Finished{1, "", text == Text::rewritten ? "src/a.cpp:3:1: error: x\n" : "src/a.cpp:2:1: error: x\n"}; },
      [](const auto&) { ADD_FAILURE(); return Rewrite{}; });
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.err, "src/a.cpp:2:1: error: x\n");
}

TEST(Ladder, OneBadGuardCostsOneFunction) {
  bool dropped_f = false;
  const LadderResult result = climb_down(
      rewrite_with({kF, kG}), [&](Text text, const auto&) { return Finished{text == Text::rewritten && !dropped_f ? 1 : 0, "", "src/a.cpp:4:1: error: bad guard\n"}; },
      [&](const std::vector<std::string>& drop) {
        EXPECT_EQ(drop, (std::vector<std::string>{kF.id}));
        dropped_f = true;
        return rewrite_with({kG});
      });
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_FALSE(result.original);
  ASSERT_EQ(result.dropped.size(), 1u);
  EXPECT_EQ(result.dropped[0].name, "f");
  EXPECT_EQ(result.complaint, "bad guard");
}

TEST(Ladder, WhenNobodyCanBeBlamedTheOriginalIsCompiled) {
  const LadderResult result = climb_down(
      rewrite_with({kF}), [](Text text, const auto&) { return Finished{text == Text::rewritten ? 1 : 0, "", text == Text::rewritten ? "internal compiler error\n" : ""}; },
      [](const auto&) { ADD_FAILURE(); return Rewrite{}; });
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(result.original);
}

TEST(Ladder, AWarningThatTheOriginalDoesNotDrawCostsNothing) {
  // GCC in colours, as a terminal is told.
  const std::string errors = "\033[01m\033[Ksrc/a.cpp:3:12:\033[m\033[K \033[01;31m\033[Kerror: \033[m\033[Kwriting 1 byte [\033[01;31m\033[K-Werror=stringop-overflow=\033[m\033[K]\n"
                             "cc1plus: all warnings being treated as errors\n";
  const LadderResult result = climb_down(
      rewrite_with({kF}),
      [&](Text text, const std::vector<std::string>& more) {
        const bool rewritten = text == Text::rewritten;
        const bool quiet = more == std::vector<std::string>{"-Wno-stringop-overflow"};
        return Finished{rewritten && !quiet ? 1 : 0, "", rewritten && !quiet ? errors : ""};
      },
      [](const auto&) { ADD_FAILURE(); return Rewrite{}; });
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_FALSE(result.original);
  EXPECT_TRUE(result.dropped.empty());
  EXPECT_EQ(result.complaint, "");
}

TEST(Ladder, WhatIsSaidOfTheOriginalIsShownWhereTheOptimiserSawOtherCode) {
  std::vector<Text> compiled;
  const auto with = [&](int aside) {
    return climb_down(
        rewrite_with({kF}),
        [&](Text text, const auto&) {
          compiled.push_back(text);
          return Finished{text == Text::original_aside ? aside : 0, "", text == Text::rewritten ? "a.cpp:1:2: warning: x [-Warray-bounds=]\n" : "a.cpp:7:1: warning: y [-Wunused]\n"};
        },
        [](const auto&) { ADD_FAILURE(); return Rewrite{}; });
  };
  const LadderResult result = with(0);
  EXPECT_EQ(result.err, "a.cpp:7:1: warning: y [-Wunused]\n");
  EXPECT_FALSE(result.original);
  EXPECT_EQ(compiled, (std::vector<Text>{Text::rewritten, Text::original_aside}));
  // It could not be compiled there, for want of space: then what was said stands.
  EXPECT_EQ(with(1).err, "a.cpp:1:2: warning: x [-Warray-bounds=]\n");
}

TEST(Optimisers, WarningsAreKnownInBracketsColoursLinksAndJson) {
  EXPECT_TRUE(warns_while_optimising("a.cpp:1:2: warning: x [-Wstringop-overflow=]\n"));
  EXPECT_TRUE(warns_while_optimising("\033[01;35m\033[Kwarning: \033[m\033[K [\033[01;35m\033[K-Wmaybe-uninitialized\033[m\033[K]\n"));
  EXPECT_TRUE(warns_while_optimising(R"([{"kind": "warning", "option": "-Wnull-dereference"}])"));
  EXPECT_FALSE(warns_while_optimising("a.cpp:1:2: warning: x [-Waddress-of-packed-member]\n"));
  EXPECT_FALSE(warns_while_optimising("a.cpp:1:2: warning: x [-Wunused]\n"));
}

TEST(Flags, AgainstWarningsOfBothCompilersAndNotAgainstErrors) {
  EXPECT_EQ(flags_against("a.cpp:1:2: error: x [-Werror=shadow]\na.cpp:1:3: warning: y [-Wunused]\na.cpp:9:1: error: z [-Werror,-Wunused-variable]\na.cpp:9:1: error: z [-Werror=shadow]\n"),
            (std::vector<std::string>{"-Wno-shadow", "-Wno-unused-variable"}));
  EXPECT_TRUE(flags_against("a.cpp:1:2: error: x [-Werror=shadow]\na.cpp:4:1: error: no such thing\n").empty());
  EXPECT_TRUE(flags_against("a.cpp:4:1: error: extra ';' [-Wpedantic]\n").empty());
}

TEST(Ladder, EndsWhenDroppingDoesNotHelp) {
  int compilations = 0;
  const LadderResult result = climb_down(
      rewrite_with({kF}), [&](Text text, const auto&) { ++compilations; return Finished{text == Text::rewritten ? 1 : 0, "", "src/a.cpp:3:1: error: again\n"}; },
      [](const auto&) { return rewrite_with({kF}); });
  EXPECT_TRUE(result.original);
  EXPECT_LT(compilations, 12);
}

}  // namespace
}  // namespace scopegraft::launcher
