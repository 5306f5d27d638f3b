#include "plan/condition.h"

#include <charconv>

#include "plan/spell.h"
#include "rules/condition.h"

namespace scopegraft::engine {
namespace {

using Kind = rules::Condition::Kind;

std::string number(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  const std::string text(buffer, end);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string expression(const rules::Condition& condition);

std::string chain(const rules::Condition& condition, const std::string& between) {
  std::string result;
  for (const rules::Condition& operand : condition.operands)
    result.append(result.empty() ? "" : between).append(expression(operand));
  return "(" + result + ")";
}

std::string expression(const rules::Condition& condition) {
  const std::string runtime = "::scopegraft_rt::";
  switch (condition.kind) {
    case Kind::always: return "true";
    case Kind::env_set: return runtime + "env_set(" + literal(condition.subject) + ")";
    case Kind::env_equals:
      return runtime + "env_equals(" + literal(condition.subject) + ", " + literal(condition.value) + ")";
    case Kind::debug_mode: return runtime + "debug_mode()";
    case Kind::load_high: return runtime + "load_high(" + number(condition.threshold) + ")";
    case Kind::user_flagged: return runtime + "user_flagged(" + literal(condition.subject) + ")";
    case Kind::call: return (condition.subject.starts_with("::") ? "" : "::") + condition.subject + "()";
    case Kind::argument: return "static_cast<bool>(" + condition.subject + ")";
    case Kind::any_of: return chain(condition, " || ");
    case Kind::all_of: return chain(condition, " && ");
    case Kind::negation: return "!" + expression(condition.operands.front());
  }
  return "true";
}

}  // namespace

std::string condition_expression(std::string_view condition) {
  const rules::ConditionResult parsed = rules::parse_condition(condition);
  if (!parsed.mistakes.empty() || parsed.condition.kind == Kind::always) return "";
  return expression(parsed.condition);
}

}  // namespace scopegraft::engine
