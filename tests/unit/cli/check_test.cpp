#include "check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace scopegraft::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Done {
  int code;
  std::string out, err;
};

Done check(const std::string& rules) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("scopegraft_check_" + std::to_string(getpid()) + ".yaml");
  std::ofstream(file) << rules;
  std::ostringstream out, err;
  const int code = run_check({.rules = file, .presets = "/none"}, out, err);
  std::filesystem::remove(file);
  return {code, out.str(), err.str()};
}

TEST(Check, GoodRulesAreCounted) {
  const Done done = check("version: 1\nfunctions: [{match: f}]\ntests: [{function: f, expect: profiled}]\n");
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.out, "1 rule, 1 test, all hold\n");
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(check("version: 1\n").out, "no rules, no tests\n");
}

TEST(Check, EveryMistakeIsShownAndCounted) {
  const Done done = check("version: 1\nfunctons: []\nfunctions: [{match: f, sample_rate: 3}]\n");
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err,
              HasSubstr(":2:1: error: unknown key `functons` (did you mean `functions`?)\n  functons: []\n  ^\n"));
  EXPECT_THAT(done.err, HasSubstr(":3:37: error: `sample_rate` is 3"));
  EXPECT_THAT(done.err, HasSubstr("2 mistakes\n"));
}

TEST(Check, ATestThatDoesNotHoldFails) {
  const Done done = check(
      "version: 1\nfunctions: [{match: f}]\ntests: [{function: f, expect: excluded}, {function: f, expect: "
      "profiled}]\n");
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(done.out, "1 rule, 2 tests, 1 expectation does not hold\n");
  EXPECT_THAT(done.err, HasSubstr("`f` is profiled"));
}

TEST(Check, AMissingFileSaysHowToNameOne) {
  std::ostringstream out, err;
  EXPECT_EQ(run_check({.rules = "/none/profiling.yaml", .presets = "/none"}, out, err), 1);
  EXPECT_THAT(err.str(), StartsWith("/none/profiling.yaml: error: cannot read the rules"));
  EXPECT_THAT(err.str(), HasSubstr("--rules"));
}

}  // namespace
}  // namespace scopegraft::cli
