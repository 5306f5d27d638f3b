#include "values.h"

#include <gtest/gtest.h>

namespace scopegraft::rules {
namespace {

TEST(Values, BooleansAreTrueAndFalse) {
  EXPECT_EQ(parse_boolean("true"), true);
  EXPECT_EQ(parse_boolean("false"), false);
  EXPECT_EQ(parse_boolean("yes"), std::nullopt);
}

TEST(Values, NumbersAreWholeTexts) {
  EXPECT_EQ(parse_number("0.25"), 0.25);
  EXPECT_EQ(parse_number("+1"), 1.0);
  EXPECT_EQ(parse_number("1e-2"), 0.01);
  for (const char* wrong : {"", "0.1x", "nan", "inf", "0x10", " 1"})
    EXPECT_EQ(parse_number(wrong), std::nullopt) << wrong;
}

TEST(Values, SharesArePercentOrFractions) {
  EXPECT_EQ(parse_share("2%"), 0.02);
  EXPECT_EQ(parse_share("2.5 %"), 0.025);
  EXPECT_EQ(parse_share("0.02"), 0.02);
  EXPECT_EQ(parse_share("%"), std::nullopt);
}

TEST(Values, DurationsNeedAUnit) {
  EXPECT_EQ(parse_duration("50ms"), 50'000'000U);
  EXPECT_EQ(parse_duration("2s"), 2'000'000'000U);
  EXPECT_EQ(parse_duration("100us"), 100'000U);
  EXPECT_EQ(parse_duration("100µs"), 100'000U);
  EXPECT_EQ(parse_duration("1.5 ms"), 1'500'000U);
  EXPECT_EQ(parse_duration("7ns"), 7U);
  EXPECT_EQ(parse_duration("2min"), 120'000'000'000U);
  for (const char* wrong : {"50", "ms", "-1s", "0s", "1h", "1e30s"})
    EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
}

TEST(Values, NumbersAreSpelledShort) {
  EXPECT_EQ(spell(0.1), "0.1");
  EXPECT_EQ(spell(1), "1");
}

TEST(Values, IdentifiersMayHoldLettersOfAllLanguages) {
  EXPECT_TRUE(is_identifier("größe_2"));
  EXPECT_FALSE(is_identifier("2x"));
  EXPECT_FALSE(is_identifier("a-b"));
  EXPECT_FALSE(is_identifier(""));
}

}  // namespace
}  // namespace scopegraft::rules
