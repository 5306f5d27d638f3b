#include "plan/outcome.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scopegraft::engine {
namespace {

TEST(ResultJson, NamesSitesCopiesAndReads) {
  Outcome outcome;
  outcome.status = Outcome::Status::rewritten;
  outcome.sites = {{{"f", "a.cpp", 3, 9, GuardForm::plain, {}, {}}, "x.y", 101}};
  outcome.copies = {{"/a.h", "/store/1-a.h"}};
  outcome.reads = {"/a.cpp"};
  const auto json = nlohmann::json::parse(result_json(outcome, "out.cpp"));
  EXPECT_EQ(json["status"], "rewritten");
  EXPECT_EQ(json["output"], "out.cpp");
  EXPECT_EQ(json["sites"][0]["id"], "a.cpp:3:9");
  EXPECT_EQ(json["sites"][0]["error_file"], "x.y");
  EXPECT_EQ(json["sites"][0]["error_line"], 101);
  EXPECT_EQ(json["copies"][0]["copy"], "/store/1-a.h");
  EXPECT_EQ(json["reads"][0], "/a.cpp");
  EXPECT_EQ(json["skipped"], 0);
}

TEST(ExplainJson, IsOneObjectPerLineWithTheOriginOfEachOption) {
  Explanation profiled;
  profiled.function = "f\xFF";  // Latin-1 in a name must not break the file
  profiled.outcome = Explanation::Outcome::profiled;
  profiled.options.track_memory = {true, "r.yaml:3:1"};
  Explanation skipped;
  skipped.outcome = Explanation::Outcome::skipped;
  skipped.reason = "naked";
  Explanation excluded;
  excluded.options.track_memory = {true, "r.yaml:3:1"};
  Explanation other = profiled;
  other.options.track_memory = {true, "r.yaml:4:1"};
  std::istringstream lines(explain_json({profiled, skipped, excluded, profiled, other}));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto first = nlohmann::json::parse(line);
  EXPECT_EQ(first["outcome"], "profiled");
  EXPECT_EQ(first["options"]["track_memory"]["value"], "true");
  EXPECT_EQ(first["options"]["track_memory"]["origin"], "r.yaml:3:1");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["reason"], "naked");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_TRUE(nlohmann::json::parse(line)["options"].empty());
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line), first);
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["options"]["track_memory"]["origin"], "r.yaml:4:1");
  EXPECT_FALSE(std::getline(lines, line));
}

}  // namespace
}  // namespace scopegraft::engine
