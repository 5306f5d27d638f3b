#include <gtest/gtest.h>

#include "rules/rule_set.h"

namespace scopegraft::rules {
namespace {

RuleSet rules(const std::string& yaml) {
  const LoadResult r = parse("version: 1\n" + yaml, "/p/r.yaml", "/none");
  for (const Diagnostic& d : r.diagnostics) ADD_FAILURE() << render(d);
  return r.rules;
}

bool maybe(const RuleSet& set, std::string_view text, std::string_view path = "/p/src/a.cpp") {
  return may_match(set, path, text) == Relevance::maybe;
}

TEST(Relevance, WithoutRulesOnlyDecoratorsCount) {
  EXPECT_FALSE(maybe(rules(""), "int main() {}"));
  EXPECT_TRUE(maybe(rules(""), "SCOPEGRAFT_PROFILE(name = \"x\") int f() {}"));
  EXPECT_TRUE(maybe(rules(""), "void f() { SCOPEGRAFT_SCOPE(\"x\"); }"));
}

TEST(Relevance, FunctionRulesNeedTheirWord) {
  const RuleSet set = rules("functions: [{match: ['app::process', 'app::load_*']}]");
  EXPECT_TRUE(maybe(set, "int process() {}"));
  EXPECT_TRUE(maybe(set, "int load_all() {}"));
  EXPECT_FALSE(maybe(set, "int processing() {} int loads();"));
}

TEST(Relevance, ModulesNeedTheirFileAndNamespace) {
  const RuleSet set = rules("modules: [{files: 'src/**', namespaces: analytics}, {files: 'lib/**'}]");
  EXPECT_TRUE(maybe(set, "namespace analytics {}"));
  EXPECT_FALSE(maybe(set, "namespace other {}"));
  EXPECT_TRUE(maybe(set, "x", "/p/lib/a.cpp"));
  EXPECT_FALSE(maybe(set, "namespace analytics {}", "/p/other/a.cpp"));
}

TEST(Relevance, ClassesNeedTheirNameButBasesNothing) {
  EXPECT_TRUE(maybe(rules("classes: [{match: Store}]"), "void Store::put() {}"));
  EXPECT_FALSE(maybe(rules("classes: [{match: Store}]"), "void Other::put() {}"));
  EXPECT_TRUE(maybe(rules("classes: [{derived_from: Handler}]"), "void My::put() {}"));
}

TEST(Relevance, CallsNeedTheirWord) {
  EXPECT_TRUE(maybe(rules("calls: [{match: 'PQexec*'}]"), "PQexecParams(c)"));
  EXPECT_FALSE(maybe(rules("calls: [{match: 'PQexec*'}]"), "PQ(c)"));
}

TEST(Relevance, NamesThatTestMacrosPasteAreFoundByTheMacro) {
  const RuleSet set = rules("functions: [{match: ['*_Test::TestBody', 'CATCH2_INTERNAL_TEST_*']}]");
  EXPECT_TRUE(maybe(set, "TEST_F(Store, Puts) {}"));
  EXPECT_TRUE(maybe(set, "SCENARIO(\"x\") {}"));
  EXPECT_FALSE(maybe(set, "int f() {}"));
}

TEST(Relevance, PatternsWithoutAWordMatchEveryText) { EXPECT_TRUE(maybe(rules("functions: [{match: '**'}]"), "")); }

TEST(Relevance, InstalledHeadersAreNeverUnlessNamed) {
  const std::string_view header = "/usr/include/c++/12/vector";
  EXPECT_FALSE(maybe(rules("functions: [{match: '**'}]"), "int f()", header));
  EXPECT_FALSE(maybe(rules("modules: [{files: '**'}]"), "int f()", header));
  const RuleSet named = rules("modules: [{files: '/usr/include/**'}]");
  EXPECT_TRUE(maybe(named, "int f()", header));
  EXPECT_EQ(may_match_path(named, header), Relevance::maybe);
  EXPECT_EQ(may_match_path(rules("modules: [{files: '**'}]"), header), Relevance::never);
  EXPECT_EQ(may_match_path(rules(""), "/p/a.cpp"), Relevance::maybe);
}

// What decide() profiles, may_match() must not have called `never`.
TEST(Relevance, NeverIsCertain) {
  const std::vector<std::string> sets{"functions: [{match: 'app::f'}]",
                                      "functions: [{match: '*_x'}]",
                                      "functions: [{match: 'regex:^app::f.*'}]",
                                      "modules: [{namespaces: app}]",
                                      "modules: [{files: 'src/**'}]",
                                      "classes: [{match: 'S*'}]",
                                      "functions: [{match: 'f', files: 'src/a.cpp'}]",
                                      "functions: [{match: '~Store'}]"};
  const std::vector<std::pair<std::string, std::string>> functions{
      {"app::f", "namespace app { void f() {} }"},
      {"app::a_x", "namespace app { void a_x() {} }"},
      {"app::Store::~Store", "namespace app { Store::~Store() {} }"},
      {"app::Store::operator<<", "void app::Store::operator<<(int) {}"}};
  for (const std::string& yaml : sets)
    for (const auto& [name, text] : functions) {
      const RuleSet set = rules(yaml);
      FunctionFacts facts;
      facts.qualified_name = name;
      facts.file = "/p/src/a.cpp";
      facts.statements = 9;
      if (name.find("Store") != std::string::npos) facts.class_name = "app::Store";
      if (decide(set, facts).profiled) {
        EXPECT_TRUE(maybe(set, text)) << yaml << " " << name;
      }
    }
}

}  // namespace
}  // namespace scopegraft::rules
