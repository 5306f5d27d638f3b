#include "plan/lookup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scopegraft::engine {
namespace {

Lookup lookup(Lookup::Way way, const std::string& hit_when = "truthy") {
  Lookup out;
  out.probe = {"Cache::get", hit_when};
  out.way = way;
  out.variable = "found";
  return out;
}

LookupMarks marks_of(const Lookup& of) { return lookup_marks(of, "7_3"); }

TEST(Lookup, ValuesAndReferencesGoThroughAFunctionEach) {
  const LookupMarks value = marks_of(lookup(Lookup::Way::value));
  EXPECT_EQ(value.before + "get(k)" + value.behind + value.look, "::scopegraft_rt::cache_result(get(k))");
  const LookupMarks reference = marks_of(lookup(Lookup::Way::reference, "falsy"));
  EXPECT_EQ(reference.before + "get(k)" + reference.behind, "::scopegraft_rt::cache_reference(get(k), ::scopegraft_rt::Hit::falsy)");
}

TEST(Lookup, NothingStandsAroundWhatBecomesAnObject) {
  const LookupMarks marks = marks_of(lookup(Lookup::Way::seen));
  EXPECT_EQ(marks.before + marks.behind, "");
  EXPECT_EQ(marks.look, " ::scopegraft_rt::cache_reference(found);");
}

TEST(Lookup, TheLookIsTheConditionBehindAConditionsVariable) {
  Lookup condition = lookup(Lookup::Way::seen);
  condition.in_condition = true;
  EXPECT_EQ("if (auto found = get(k)" + marks_of(condition).look + ")", "if (auto found = get(k); ::scopegraft_rt::cache_reference(found))");
}

TEST(Lookup, AnExpressionShadowsNothing) {
  EXPECT_EQ(marks_of(lookup(Lookup::Way::value, "result > 2")).behind, ", [&](auto& sg_result_7_3) { return static_cast<bool>(sg_result_7_3 > 2); })");
  EXPECT_EQ(with_result_named("result->result == app::result && x. result && results", "r"), "r->result == app::result && x. result && results");
  EXPECT_EQ(with_result_named(R"("result" != result && 'r' + 1'0 && u8"a\"result")", "r"), R"("result" != r && 'r' + 1'0 && u8"a\"result")");
}

}  // namespace
}  // namespace scopegraft::engine
