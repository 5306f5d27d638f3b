#include "keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace scopegraft::rules {
namespace {

using testing::HasSubstr;

TEST(Keys, AreUniqueAndExplained) {
  std::set<std::string_view> names;
  for (const Key& key : keys()) {
    EXPECT_TRUE(names.insert(key.name).second) << key.name;
    EXPECT_FALSE(key.help.empty()) << key.name;
    EXPECT_NE(key.places, 0U) << key.name;
    EXPECT_EQ(find_key(key.name), &key);
  }
}

TEST(Keys, EveryOptionOfADecisionHasItsKey) {
  const std::vector<std::string> options{"name",
                                         "sample_rate",
                                         "track_memory",
                                         "track_args",
                                         "track_exceptions",
                                         "inherit_context",
                                         "create_span",
                                         "per_instance",
                                         "condition",
                                         "context_fields",
                                         "add_context",
                                         "collectors",
                                         "redact",
                                         "group_by",
                                         "keep_slow",
                                         "overhead_budget",
                                         "cache"};
  std::vector<std::string> found;
  for (const Key& key : keys())
    if (key.apply != nullptr) found.emplace_back(key.name);
  EXPECT_EQ(found, options);
}

TEST(Keys, DecoratorsTakeOptionsOnly) {
  for (const Key& key : keys()) {
    EXPECT_EQ((key.places & kDecorator) != 0, key.apply != nullptr) << key.name;
  }
}

TEST(Keys, AMisspelledKeyIsToldTheNearest) {
  EXPECT_THAT(explain_wrong_key("sample_rat", kFunction).hint, HasSubstr("`sample_rate`"));
  EXPECT_THAT(explain_wrong_key("exclude_method", kClass).hint, HasSubstr("`exclude_methods`"));
}

TEST(Keys, AKeyInTheWrongPlaceIsToldTheRightOnes) {
  EXPECT_THAT(explain_wrong_key("namespaces", kFunction).hint, HasSubstr("`modules`"));
  EXPECT_THAT(explain_wrong_key("exclude", kClass).hint, HasSubstr("`exclude_methods`"));
  EXPECT_THAT(explain_wrong_key("exclude_methods", kModule).hint, HasSubstr("`exclude`"));
  EXPECT_THAT(explain_wrong_key("track_memry", kTop).hint, HasSubstr("`track_memory` may stand in"));
}

TEST(Keys, WordsOfRelatedToolsAreTranslated) {
  EXPECT_THAT(explain_wrong_key("exclude_patterns", kModule).hint, HasSubstr("`exclude`"));
  EXPECT_THAT(explain_wrong_key("include", kFunction).hint, HasSubstr("`match`"));
}

TEST(Keys, AWordLikeNoneListsAll) {
  EXPECT_THAT(explain_wrong_key("colour", kDefaults).hint, HasSubstr("sample_rate"));
}

}  // namespace
}  // namespace scopegraft::rules
