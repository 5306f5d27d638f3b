#include "plan/store.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace scopegraft::engine {
namespace {

namespace fs = std::filesystem;

class Store : public testing::Test {
 protected:
  Store() : folder_(fs::path(testing::TempDir()) / ("scopegraft_store_" + std::to_string(::getpid()))) {}
  ~Store() override { fs::remove_all(folder_); }
  static std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  fs::path folder_;
};

TEST_F(Store, NamesCopiesByContent) {
  EXPECT_EQ(copy_name("a", "x/n.h"), copy_name("a", "y/n.h"));
  EXPECT_NE(copy_name("a", "n.h"), copy_name("b", "n.h"));
  EXPECT_TRUE(copy_name("a", "x/odd name\".h").ends_with("-odd_name_.h"));
  // The published FNV-1a test value for "a".
  EXPECT_TRUE(copy_name("a", "n.h").starts_with("d228cb696f1a8caf78912b704e4a8964-"));
}

TEST_F(Store, WritesWholeFilesAndTheirFolders) {
  ASSERT_FALSE(write_whole(folder_ / "a/b.h", "text"));
  EXPECT_EQ(read(folder_ / "a/b.h"), "text");
  ASSERT_FALSE(write_whole(folder_ / "a/b.h", "other"));
  EXPECT_EQ(read(folder_ / "a/b.h"), "other");
}

TEST_F(Store, LeavesAnEqualFileAlone) {
  ASSERT_FALSE(write_whole(folder_ / "b.h", "text"));
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(folder_ / "b.h", old);
  ASSERT_FALSE(write_whole(folder_ / "b.h", "text"));
  EXPECT_EQ(fs::last_write_time(folder_ / "b.h"), old);
}

TEST_F(Store, TellsWhyItCannotWrite) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "file") << "x";
  EXPECT_TRUE(write_whole(folder_ / "file/b.h", "text"));
}

TEST_F(Store, NeverShowsHalfAFileToOthers) {
  const std::string a(1 << 20, 'a');
  const std::string b(1 << 20, 'b');
  std::vector<std::thread> writers;
  for (const std::string* text : {&a, &b, &a, &b})
    writers.emplace_back([&, text] {
      for (int i = 0; i < 10; ++i) {
        EXPECT_FALSE(write_whole(folder_ / "h.h", *text));
        const std::string seen = read(folder_ / "h.h");
        EXPECT_TRUE(seen == a || seen == b);
      }
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace scopegraft::engine
