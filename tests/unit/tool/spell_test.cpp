#include "plan/spell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

using testing::HasSubstr;
using testing::Not;

Site site_at(unsigned line, unsigned column) { return {"app::process", "src/a.cpp", line, column, GuardForm::plain, {}, {}}; }

TEST(Guard, IsASiteAndAScope) {
  EXPECT_EQ(guard(site_at(12, 5), {}, ""),
            "static ::scopegraft_rt::Site sg_site_12_5(\"app::process\", \"src/a.cpp\", 12, 5, \"rate=auto;exceptions\"); "
            "::scopegraft_rt::Scope sg_scope_12_5(sg_site_12_5);");
}

TEST(Guard, OfALeafIsNoPlace) {
  Site site = site_at(12, 5);
  site.is_leaf = true;
  EXPECT_THAT(guard(site, {}, ""), HasSubstr("; ::scopegraft_rt::LeafScope sg_scope_12_5(sg_site_12_5);"));
  rules::Options options;
  options.condition.value = "arg(n > 1)";
  EXPECT_THAT(guard(site, options, ""), HasSubstr("::scopegraft_rt::LeafScope sg_scope_12_5(sg_site_12_5, static_cast<bool>(n > 1));"));
  site.form = GuardForm::constant;
  EXPECT_THAT(guard(site, {}, ""), testing::StartsWith("SCOPEGRAFT_RT_CONSTANT_LEAF(12_5, "));
  EXPECT_THAT(guard(site, options, ""), testing::StartsWith("SCOPEGRAFT_RT_CONSTANT_IF(12_5, "));
}

TEST(Guard, HasAConditionBehindTheSite) {
  rules::Options options;
  options.condition.value = "arg(n > 1)";
  EXPECT_THAT(guard(site_at(1, 1), options, ""), HasSubstr("sg_scope_1_1(sg_site_1_1, static_cast<bool>(n > 1));"));
}

TEST(Guard, HandsArgumentsOverWhenTheyAreTracked) {
  rules::Options options;
  options.track_args.value = true;
  Site site = site_at(1, 1);
  site.arguments = {"a", "rest..."};
  EXPECT_THAT(guard(site, options, ""), HasSubstr("if (sg_scope_1_1.wants_arguments()) { "
                                                  "::scopegraft_rt::arguments(sg_scope_1_1, \"a,rest...\", a, rest...); }"));
  site.secret = {"a"};
  EXPECT_THAT(guard(site, options, ""), HasSubstr("(sg_scope_1_1, \"-a,rest...\", a, rest...)"));
}

TEST(Redact, WordsAreMetAnywhereInANameAndInEitherCase) {
  EXPECT_TRUE(is_redacted("password", {"token", "password"}));
  EXPECT_TRUE(is_redacted("userPassword2", {"password"}));
  EXPECT_FALSE(is_redacted("pass", {"password"}));
  EXPECT_FALSE(is_redacted("x", {}));
}

TEST(Guard, ReadsContextFields) {
  Site site = site_at(1, 1);
  site.fields = {{"request.id", "request->id"}};
  EXPECT_THAT(guard(site, {}, ""), HasSubstr(" if (::scopegraft_rt::wants_fields(sg_scope_1_1)) { ::scopegraft_rt::field(sg_scope_1_1, \"request.id\", request->id); }"));
}

TEST(Guard, ReadsNoFieldBehindANullPointerAndCatchesWhatAGetterThrows) {
  Site site = site_at(1, 1);
  site.fields = {{"r.id", "r->id()", "::scopegraft_rt::is_there(r)", true}};
  EXPECT_THAT(guard(site, {}, ""), HasSubstr("wants_fields(sg_scope_1_1) && ::scopegraft_rt::is_there(r)) { SCOPEGRAFT_RT_TRY { ::scopegraft_rt::field("));
  EXPECT_TRUE(is_hidden_word(guard(site, {}, ""), "catch"));
  site.form = GuardForm::constant;
  EXPECT_THAT(guard(site, {}, ""), HasSubstr("if (!::scopegraft_rt::sg_computing(sg_probe_1_1) && ::scopegraft_rt::wants_fields("));
}

TEST(Guard, KeepsItsStaticOutOfAFunctionThatMayBeConstant) {
  Site site = site_at(1, 1);
  site.form = GuardForm::constant;
  EXPECT_EQ(guard(site, {}, ""),
            "SCOPEGRAFT_RT_CONSTANT(1_1, \"app::process\", \"src/a.cpp\", 1, 1, \"rate=auto;exceptions\");");
  rules::Options options;
  options.condition.value = "arg(n > 1)";
  EXPECT_THAT(guard(site, options, ""), HasSubstr("\"rate=auto;exceptions\", (static_cast<bool>(n > 1)));"));
}

TEST(Guard, DefinesNothingInATypeThatHoldsALambda) {
  Site site = site_at(1, 1);
  site.form = GuardForm::literal;
  EXPECT_EQ(guard(site, {}, ""),
            "::scopegraft_rt::ConstexprScope sg_scope_1_1(\"app::process\", \"src/a.cpp\", 1, 1, \"rate=auto;exceptions\");");
}

TEST(Guard, HasNoCommaOutsideParentheses) {
  rules::Options options;
  options.track_args.value = true;
  options.condition.value = "env_equals(A, b)";
  Site site = site_at(1, 1);
  site.arguments = {"a", "b"};
  site.fields = {{"a.b", "a->b"}};
  for (const GuardForm form : {GuardForm::plain, GuardForm::constant, GuardForm::literal, GuardForm::coroutine}) {
    site.form = form;
    int depth = 0;
    for (const char c : guard(site, options, "r.yaml:1:2")) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      EXPECT_FALSE(c == ',' && depth == 0);
    }
  }
}

TEST(OptionText, EncodesWhatTheTextItselfUses) {
  rules::Options options;
  options.name.value = "a;b=c%\n";
  options.add_context.value = {{"k:1", "v,2"}};
  EXPECT_EQ(option_text(options, "r.yaml:3:1"),
            "name=a%3Bb%3Dc%25%0A;rate=auto;exceptions;context=k%3A1:v%2C2;rule=r.yaml:3:1");
}

TEST(OptionText, SpellsEveryOption) {
  rules::Options options;
  options.sample_rate.value = {false, 0.25};
  options.track_memory.value = true;
  options.track_args.value = true;
  options.track_exceptions.value = false;
  options.inherit_context.value = false;
  options.create_span.value = true;
  options.keep_slow_ns.value = 50;
  options.per_instance.value = true;
  options.context_fields.value = {"id", "user.name"};
  options.group_by.value = {"id"};
  options.collectors.value = {{"memory", {}}, {"database", {{"track_queries", "true"}}}};
  options.redact.value = {"password"};
  EXPECT_EQ(option_text(options, ""),
            "rate=0.25;memory;args;no_inherit;span;keep_slow=50;per_instance;fields=id,user.name;group_by=id;"
            "collectors=memory,database(track_queries:true);redact=password");
}

TEST(Literal, SurvivesQuotesTrigraphsAndControlCharacters) {
  EXPECT_EQ(literal("a\"b\\c?" "?/\n1"), R"("a\"b\\c\?\?/\0121")");
  EXPECT_EQ(literal("\xC3\xA4"), "\"\xC3\xA4\"");
}

TEST(GuardAgainstMacros, SetsEachAside) {
  EXPECT_EQ(guard_against_macros("G;", {"static"}, "\n"),
            "#pragma push_macro(\"static\")\n#undef static\nG;\n#pragma pop_macro(\"static\")");
}

}  // namespace
}  // namespace scopegraft::engine
