#include "rules/schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "keys.h"

namespace scopegraft::rules {
namespace {

using nlohmann::json;

std::set<std::string> properties(const json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.at("properties").items()) names.insert(name);
  return names;
}

std::set<std::string> allowed(Place place) {
  const std::vector<std::string> names = keys_allowed_in(place);
  return {names.begin(), names.end()};
}

TEST(Schema, KnowsTheKeysOfTheTableAtTheirPlaces) {
  const json schema = json::parse(rules::schema());
  EXPECT_EQ(properties(schema), allowed(kTop));
  const json& definitions = schema.at("definitions");
  EXPECT_EQ(properties(definitions.at("defaults")), allowed(kDefaults));
  EXPECT_EQ(properties(definitions.at("module")), allowed(kModule));
  EXPECT_EQ(properties(definitions.at("class")), allowed(kClass));
  EXPECT_EQ(properties(definitions.at("function")), allowed(kFunction));
  EXPECT_EQ(properties(definitions.at("call")), allowed(kCall));
  EXPECT_EQ(properties(definitions.at("executor")), allowed(kExecutor));
  EXPECT_EQ(properties(definitions.at("test")), allowed(kTest));
}

TEST(Schema, DescribesEveryKeyAsTheTableDoes) {
  const json schema = json::parse(rules::schema());
  const json& definitions = schema.at("definitions");
  const std::pair<Place, const json*> places[] = {{kTop, &schema},
                                                  {kDefaults, &definitions.at("defaults")},
                                                  {kModule, &definitions.at("module")},
                                                  {kClass, &definitions.at("class")},
                                                  {kFunction, &definitions.at("function")},
                                                  {kCall, &definitions.at("call")},
                                                  {kExecutor, &definitions.at("executor")},
                                                  {kTest, &definitions.at("test")}};
  for (const auto& [place, object] : places)
    for (const Key& key : keys())
      if ((key.places & place) != 0) {
        EXPECT_EQ(object->at("properties").at(std::string(key.name)).at("description"), std::string(key.help))
            << key.name;
        EXPECT_EQ(object->at("additionalProperties"), false);
      }
}

TEST(Schema, TestsMayExpectEveryOption) {
  std::set<std::string> options;
  for (const Key& key : keys())
    if (key.apply != nullptr) options.emplace(key.name);
  EXPECT_EQ(properties(json::parse(rules::schema()).at("definitions").at("expected_options")), options);
}

}  // namespace
}  // namespace scopegraft::rules
