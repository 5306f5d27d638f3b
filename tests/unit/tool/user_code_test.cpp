#include "plan/user_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr const char* kText = "int f(int n) { static Site sg_site_3_5(\"f\"); Scope sg_scope_3_5(sg_site_3_5, (debug() || static_cast<bool>(m > 1)));}";

GraftedCode site_at(unsigned line, unsigned column) {
  GraftedCode grafted;
  grafted.site.file = "src/a.cpp";
  grafted.site.line = line;
  grafted.site.column = column;
  grafted.code = user_code_of({"debug_mode || arg(m > 1) && !call(app::on)", "rules.yaml:4:16"});
  return grafted;
}

CompileError error_at(const std::string& word, const std::string& message) { return {"", std::string(kText).find(word), message}; }

TEST(UserCode, IsWhatOnlyACompilerUnderstands) {
  const std::vector<UserCode> code = site_at(3, 5).code;
  ASSERT_EQ(code.size(), 2U);
  EXPECT_EQ(code[0].grafted, "static_cast<bool>(m > 1)");
  EXPECT_EQ(code[1].grafted, "::app::on()");
  EXPECT_THAT(user_code_of({"env_set(X) || load_high", "rules.yaml:4:16"}), IsEmpty());
}

TEST(UserCode, AnErrorInItIsToldWhereItWasWritten) {
  Blamed blamed;
  blame(error_at("m > 1", "use of undeclared identifier 'm'; did you mean 'n'?"), kText, "/proj/src/a.cpp", {site_at(9, 9), site_at(3, 5)}, blamed);
  ASSERT_EQ(blamed.diagnostics.size(), 1U);
  EXPECT_EQ(blamed.diagnostics[0].message, "`m > 1` of `condition`: use of undeclared identifier 'm'");
  EXPECT_EQ(blamed.diagnostics[0].hint, "did you mean `n`?");
  EXPECT_EQ(blamed.diagnostics[0].at.line, 4U);
  EXPECT_THAT(blamed.drop, ElementsAre(Pair("src/a.cpp:3:5", "its `condition` does not compile: use of undeclared identifier 'm'")));
}

TEST(UserCode, NearWordsAreMeant) {
  GraftedCode site = site_at(3, 5);
  for (UserCode& code : site.code) code.parameters = {"mm", "other"};
  Blamed blamed;
  blame(error_at("m > 1", "use of undeclared identifier 'm'"), kText, "/proj/src/a.cpp", {site}, blamed);
  ASSERT_EQ(blamed.diagnostics.size(), 1U);
  EXPECT_EQ(blamed.diagnostics[0].hint, "did you mean `mm`?");
}

TEST(UserCode, OtherErrorsBlameNothing) {
  Blamed blamed;
  blame(error_at("int f", "no such type"), kText, "/proj/src/a.cpp", {site_at(3, 5)}, blamed);
  blame(error_at("debug()", "no such function"), kText, "/proj/src/a.cpp", {site_at(3, 5)}, blamed);
  blame(error_at("m > 1", "no such variable"), kText, "/proj/src/b.cpp", {site_at(3, 5)}, blamed);
  EXPECT_THAT(blamed.drop, IsEmpty());
}

}  // namespace
}  // namespace scopegraft::engine
