#include "plan/prelude.h"

#include <gtest/gtest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace scopegraft::engine {
namespace {

namespace fs = std::filesystem;

class PreludeFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "scopegraft-prelude-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    place_ = pattern;
  }
  void TearDown() override { fs::remove_all(place_); }

  std::string file(const std::string& name, const std::string& text) const {
    fs::create_directories((place_ / name).parent_path());
    std::ofstream(place_ / name) << text;
    return (place_ / name).string();
  }

  fs::path place_;
};

Prelude example() {
  Prelude prelude;
  prelude.source = "/b/p.h";
  prelude.compiled = "/b/p.pch";
  prelude.files = {{"/usr/include/a b.h", 12, 1'700'000'000'123'456'789, {1, 2}, ""}, {"/usr/include/b.h", 0, -5, {}, ""}, {"/usr/include/c.h", 3, 4, {0}, ""}};
  prelude.names = {"a b.h", "bits"};
  prelude.words = "EOF\nend\nvector\n";
  return prelude;
}

TEST(PreludeText, IsReadAsItWasWritten) {
  const Prelude known = example();
  const std::optional<Prelude> read = read_prelude(prelude_text(known));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->source, known.source);
  EXPECT_EQ(read->compiled, known.compiled);
  ASSERT_EQ(read->files.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read->files[i].path, known.files[i].path);
    EXPECT_EQ(read->files[i].size, known.files[i].size);
    EXPECT_EQ(read->files[i].modified, known.files[i].modified);
    EXPECT_EQ(read->files[i].includes, known.files[i].includes);
  }
  EXPECT_EQ(read->names, known.names);
  EXPECT_EQ(read->words, known.words);
}

TEST(PreludeText, IsNothingWhenCutOffOrOfAnotherKind) {
  const std::string whole = prelude_text(example());
  for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_FALSE(read_prelude(whole.substr(0, length))) << length;
  EXPECT_FALSE(read_prelude("scopegraft prelude 1\n" + whole.substr(whole.find('\n') + 1)));
}

TEST(PreludeText, NamesNoFileThatIsNotThere) {
  Prelude prelude = example();
  prelude.files[0].includes = {3};
  EXPECT_FALSE(read_prelude(prelude_text(prelude)));
}

TEST(PreludeText, KnowsWholeWordsOnly) {
  const Prelude prelude = example();
  EXPECT_TRUE(has_word(prelude, "EOF"));
  EXPECT_FALSE(has_word(prelude, "EO"));
  EXPECT_FALSE(has_word(prelude, "vectors"));
  EXPECT_FALSE(has_word(prelude, ""));
  EXPECT_FALSE(has_word(Prelude(), "EOF"));
}

TEST(PreludeText, FindsEveryWordAndNoOther) {
  for (std::size_t count = 0; count != 40; ++count) {
    Prelude prelude;
    std::vector<std::string> words;
    for (std::size_t i = 0; i != count; ++i) words.push_back(std::string(1 + i % 3, static_cast<char>('b' + i / 2)));
    std::sort(words.begin(), words.end());
    for (const std::string& word : words) prelude.words += word + "\n";
    for (const std::string& word : words) EXPECT_TRUE(has_word(prelude, word)) << word << " of " << count;
    for (const char* other : {"a", "aa", "bbbbb", "~", ""}) EXPECT_FALSE(has_word(prelude, other)) << other << " of " << count;
  }
}

TEST_F(PreludeFiles, AreCurrentUntilOneChanges) {
  Prelude prelude;
  prelude.files = {{file("a.h", "int a;"), 0, 0, {}, ""}, {file("b.h", "int b;"), 0, 0, {}, ""}};
  ASSERT_TRUE(take_stamps(prelude));
  const std::string identity = prelude.files[1].identity;
  EXPECT_FALSE(identity.empty());
  EXPECT_TRUE(is_current(prelude));
  EXPECT_EQ(prelude.files[1].identity, identity);
  file("b.h", "int bb;");
  EXPECT_FALSE(is_current(prelude));
}

TEST_F(PreludeFiles, AreNotCurrentWhenOneIsGoneOrThereAreNone) {
  Prelude prelude;
  EXPECT_FALSE(is_current(prelude));
  prelude.files = {{(place_ / "none.h").string(), 0, 0, {}, ""}};
  EXPECT_FALSE(take_stamps(prelude));
  EXPECT_FALSE(is_current(prelude));
}

TEST_F(PreludeFiles, AreShadowedByTheirNamesAlone) {
  Prelude prelude;
  prelude.names = {"bits", "vector"};
  EXPECT_FALSE(may_shadow(prelude, (place_ / "none").string()));
  file("include/app/vector.h", "");
  EXPECT_FALSE(may_shadow(prelude, (place_ / "include").string()));
  file("include/bits/own.h", "");
  EXPECT_TRUE(may_shadow(prelude, (place_ / "include").string()));
}

TEST_F(PreludeFiles, AreWorthMakingForTheThirdUnit) {
  const PreludePlace place = prelude_place(place_ / "new", "-std=c++20");
  EXPECT_EQ(count_unit(place), PreludeWorth::not_yet);
  EXPECT_EQ(count_unit(place), PreludeWorth::not_yet);
  EXPECT_EQ(count_unit(place), PreludeWorth::worth);
  EXPECT_NE(prelude_place(place_ / "new", "-std=c++17").units, place.units);
}

TEST_F(PreludeFiles, AreUselessWhileTheyServeTooFewUnits) {
  const PreludePlace place = prelude_place(place_, "");
  for (int unit = 0; unit < 10; ++unit) static_cast<void>(count_unit(place));
  for (int miss = 0; miss < 5; ++miss) count_miss(place);
  EXPECT_EQ(count_unit(place), PreludeWorth::useless);  // 5 of 11, two of them allowed
  EXPECT_EQ(count_unit(place), PreludeWorth::worth);    // 5 of 12
}

TEST_F(PreludeFiles, AreMadeByOne) {
  const PreludePlace place = prelude_place(place_, "");
  EXPECT_TRUE(begin_making(place));
  EXPECT_FALSE(begin_making(place));
  const timespec long_ago[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, place.making.c_str(), long_ago, 0), 0);
  EXPECT_TRUE(begin_making(place));  // who made it died
  end_making(place);
  EXPECT_TRUE(begin_making(place));
}

TEST_F(PreludeFiles, HoldCostlyHeadersOnlyWhenUnitsBeforeHaveReadThem) {
  const PreludePlace place = prelude_place(place_, "");
  ASSERT_EQ(count_unit(place), PreludeWorth::not_yet);
  note_headers(place, {"/usr/include/c++/12/vector", "/usr/include/regex.h", "/usr/include/c++/12/random"});
  std::ifstream wanted(place.wanted);
  const std::string source = prelude_source(std::string(std::istreambuf_iterator<char>(wanted), {}));
  EXPECT_NE(source.find("#include <random>\n"), std::string::npos);
  EXPECT_EQ(source.find("#include <regex>\n"), std::string::npos);
  EXPECT_NE(source.find("#include <vector>\n"), std::string::npos);
  EXPECT_EQ(prelude_source("").find("#include <random>\n"), std::string::npos);
}

TEST_F(PreludeFiles, NowhereToWriteIsNoUse) {
  file("occupied", "");
  EXPECT_EQ(count_unit(prelude_place(place_ / "occupied", "")), PreludeWorth::useless);
}

}  // namespace
}  // namespace scopegraft::engine
