#include "time_of.h"

#include <gtest/gtest.h>

#include <ctime>

namespace scopegraft::cli {
namespace {

TEST(TimeOf, SecondsSince1970) {
  EXPECT_EQ(time_of("1700000000"), 1'700'000'000'000'000'000U);
  EXPECT_EQ(time_of("0.5"), 500'000'000U);
}

TEST(TimeOf, LocalTimes) {
  std::tm parts{};
  parts.tm_year = 126;
  parts.tm_mday = 31;
  parts.tm_hour = 12;
  parts.tm_isdst = -1;
  const auto expected = static_cast<std::uint64_t>(std::mktime(&parts)) * 1'000'000'000U;
  EXPECT_EQ(time_of("2026-01-31T12:00"), expected);
  EXPECT_EQ(time_of("2026-01-31 12:00:00"), expected);
  EXPECT_EQ(time_of("2026-01-31"), expected - 12ULL * 3600 * 1'000'000'000U);
}

TEST(TimeOf, AnythingElseIsNone) {
  for (const char* wrong : {"", "yesterday", "2026-13-01", "-5", "1e300", "2026-01-31T12:00x"})
    EXPECT_EQ(time_of(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace scopegraft::cli
