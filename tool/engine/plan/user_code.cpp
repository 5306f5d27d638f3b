#include "plan/user_code.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "plan/mistakes.h"
#include "rules/condition.h"

namespace scopegraft::engine {
namespace {

using Kind = rules::Condition::Kind;

void collect(const rules::Condition& condition, const std::string& origin, std::vector<UserCode>& out) {
  if (condition.kind == Kind::argument) out.push_back({"condition", condition.subject, "static_cast<bool>(" + condition.subject + ")", origin});
  if (condition.kind == Kind::call)
    out.push_back({"condition", condition.subject, (condition.subject.starts_with("::") ? "" : "::") + condition.subject + "()", origin});
  for (const rules::Condition& operand : condition.operands) collect(operand, origin, out);
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// "12_5" at `i`.
std::optional<std::pair<unsigned, unsigned>> numbers_at(std::string_view text, std::size_t i) {
  unsigned numbers[2] = {0, 0};
  for (unsigned& number : numbers) {
    if (i >= text.size() || !is_digit(text[i])) return std::nullopt;
    for (; i < text.size() && is_digit(text[i]); ++i) number = number * 10 + static_cast<unsigned>(text[i] - '0');
    if (&number == numbers && (i >= text.size() || text[i++] != '_')) return std::nullopt;
  }
  return std::pair(numbers[0], numbers[1]);
}

// The place in the nearest name of ours before the offset: "sg_scope_12_5", or in the macro of a guard that holds one.
std::optional<std::pair<unsigned, unsigned>> place_before(std::string_view text, std::size_t offset) {
  for (std::size_t at = std::min(offset, text.size()); at-- > 0;) {
    constexpr std::string_view kMacro = "SCOPEGRAFT_RT_CONSTANT_IF(";
    std::size_t i = at;
    if (text.substr(at).starts_with(kMacro)) {
      i += kMacro.size();
    } else if (text.substr(at).starts_with("sg_")) {
      for (i += 3; i < text.size() && std::islower(static_cast<unsigned char>(text[i])) != 0;) ++i;
      if (i >= text.size() || text[i++] != '_') continue;
    } else {
      continue;
    }
    if (const auto found = numbers_at(text, i)) return found;
  }
  return std::nullopt;
}

// "use of undeclared identifier 'm'; did you mean 'n'?" -> what is wrong, and what was meant.
std::pair<std::string, std::string> split_message(const std::string& message) {
  const std::size_t meant = message.find("; did you mean");
  if (meant == std::string::npos) return {message, ""};
  std::string hint = message.substr(meant + 2);
  std::replace(hint.begin(), hint.end(), '\'', '`');
  return {message.substr(0, meant), hint};
}

std::string hint_of(const UserCode& code, const std::string& what) {
  if (what.find("undeclared identifier") == std::string::npos) return "";
  if (code.parameters.empty()) return code.key == "hit_when" ? "`result` is what the call gives" : "";
  const std::size_t quote = what.find('\'');
  const std::string word = quote == std::string::npos ? "" : what.substr(quote + 1, what.find('\'', quote + 1) - quote - 1);
  if (const std::string meant = rules::nearest(word, code.parameters); !meant.empty()) return "did you mean `" + meant + "`?";
  std::string names;
  for (const std::string& name : code.parameters) names.append(names.empty() ? "the parameters are `" : "`, `").append(name);
  return names + "`";
}

}  // namespace

std::vector<UserCode> user_code_of(const rules::Setting<std::string>& condition) {
  std::vector<UserCode> out;
  const rules::ConditionResult parsed = rules::parse_condition(condition.value);
  if (parsed.mistakes.empty()) collect(parsed.condition, condition.origin, out);
  return out;
}

void blame(const CompileError& error, std::string_view text, std::string_view file, const std::vector<GraftedCode>& grafted, Blamed& out) {
  const auto place = place_before(text, error.offset);
  if (!place) return;
  for (const GraftedCode& each : grafted) {
    if (each.site.line != place->first || each.site.column != place->second || !file.ends_with(each.site.file)) continue;
    for (const UserCode& code : each.code) {
      const std::size_t begin = text.rfind(code.grafted, error.offset);
      if (begin == std::string_view::npos || error.offset > begin + code.grafted.size()) continue;
      const auto [what, meant] = split_message(error.message);
      if (!out.drop.emplace(id(each.site), "its `" + code.key + "` does not compile: " + what).second) return;
      rules::Diagnostic wrong = wrong_option(code.origin, "`" + code.written + "` of `" + code.key + "`: " + what, meant.empty() ? hint_of(code, what) : meant);
      if (code.is_for_many) wrong.severity = rules::Severity::warning;
      out.diagnostics.push_back(std::move(wrong));
      out.words.push_back(code.written);
      const std::size_t before = code.grafted.rfind(code.written);
      const std::size_t inside = error.offset - begin;
      out.columns.push_back(before == std::string::npos || inside < before || inside - before >= code.written.size() ? 0 : inside - before);
      return;
    }
  }
}

}  // namespace scopegraft::engine
