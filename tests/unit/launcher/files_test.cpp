#include "launcher/files.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace scopegraft::launcher {
namespace {

TEST(Files, WritesWholeFilesAndLeavesNoTemporaries) {
  const auto dir = std::filesystem::temp_directory_path() / ("scopegraft_files_" + std::to_string(::getpid()));
  const std::string text("a\0b\r\n", 5);
  ASSERT_EQ(write_file(dir / "deep" / "x", text), "");
  ASSERT_EQ(write_file(dir / "deep" / "x", text), "");
  EXPECT_EQ(read_file(dir / "deep" / "x"), text);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir / "deep"), {}), 1);
  std::filesystem::remove_all(dir);
}

TEST(Files, AFailureIsAReason) {
  EXPECT_NE(write_file("/proc/nowhere/x", "text"), "");
  EXPECT_EQ(read_file("/nowhere/at/all"), std::nullopt);
  EXPECT_EQ(stamp_of("/nowhere/at/all"), "none");
}

TEST(Files, HashesDiffer) {
  EXPECT_NE(hash_text("a"), hash_text("b"));
  EXPECT_EQ(hash_text("").size(), 16u);
}

}  // namespace
}  // namespace scopegraft::launcher
