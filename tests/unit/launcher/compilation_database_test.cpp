#include "launcher/compilation_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "launcher/unit.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class Database : public testing::Test {
 protected:
  Database() : directory_(fs::temp_directory_path() / ("scopegraft-database-" + std::to_string(::getpid()))) { fs::create_directories(directory_); }
  ~Database() override { fs::remove_all(directory_); }
  fs::path write(const char* name, const std::string& text) const {
    std::ofstream(directory_ / name) << text;
    return directory_ / name;
  }
  fs::path directory_;
};

TEST_F(Database, TakesCommandsAndArguments) {
  write("compile_commands.json", R"([{"directory": "/p", "file": "a.cpp", "command": "ccache g++ '-DX=a b' -c a.cpp"},
                                     {"directory": "/p", "file": "b.cpp", "arguments": ["g++", "-DY=a b", "-c", "b.cpp"]}])");
  const DatabaseResult read = read_database(directory_);
  ASSERT_THAT(read.entries, SizeIs(2));
  EXPECT_THAT(read.entries[0].words, ElementsAre("ccache", "g++", "-DX=a b", "-c", "a.cpp"));
  EXPECT_THAT(read.entries[1].words, ElementsAre("g++", "-DY=a b", "-c", "b.cpp"));
}

TEST_F(Database, ARelativeDirectoryStartsAtTheFile) {
  const fs::path file = write("commands.json", R"([{"directory": "sub/..", "file": "a.cpp", "command": "g++ -c a.cpp"}, {"file": "b.cpp", "command": "g++ -c b.cpp"}])");
  const DatabaseResult read = read_database(file);
  ASSERT_THAT(read.entries, SizeIs(2));
  EXPECT_EQ(fs::path(read.entries[0].directory).lexically_normal().string(), directory_.string() + "/");
  EXPECT_EQ(read.entries[1].directory, directory_.string());
}

TEST_F(Database, OneFileInTwoTargetsIsTwoEntries) {
  write("compile_commands.json", R"([{"directory": "/p", "file": "a.cpp", "command": "g++ -DA -c a.cpp -o 1.o"}, {"directory": "/p", "file": "a.cpp", "command": "g++ -DB -c a.cpp -o 2.o"}])");
  EXPECT_THAT(read_database(directory_).entries, SizeIs(2));
}

TEST_F(Database, DamageIsAReason) {
  EXPECT_THAT(read_database(directory_ / "none.json").failure, HasSubstr("cannot be read"));
  EXPECT_THAT(read_database(write("x.json", "[{\"file\": 3")).failure, HasSubstr("x.json: "));
}

TEST_F(Database, MatchedPatternsAreReadWithoutTheRestOfTheResult) {
  EXPECT_THAT(read_matched_patterns(write("r.json", "{\"reads\": [1, 2],\n \"matched_patterns\": [\n  3,\n  14\n ],\n \"diagnostics\": []}")), ElementsAre(3U, 14U));
  EXPECT_THAT(read_matched_patterns(write("r.json", "{\"matched_patterns\": []}")), SizeIs(0));
  EXPECT_THAT(read_matched_patterns(write("r.json", "damaged")), SizeIs(0));
  EXPECT_THAT(read_matched_patterns(directory_ / "none.json"), SizeIs(0));
}

}  // namespace
}  // namespace scopegraft::launcher
