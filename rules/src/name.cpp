#include "name.h"

#include <algorithm>

#include "values.h"

namespace scopegraft::rules {
namespace {

constexpr std::string_view kOperator = "operator";
constexpr std::string_view kLambda = "(lambda";

bool is_reserved(std::string_view component) {
  return component == "(anonymous namespace)" || component.starts_with("__");
}

}  // namespace

std::size_t operator_length(std::string_view component) {
  if (!component.starts_with(kOperator) || component.size() == kOperator.size()) return 0;
  const std::string_view rest = component.substr(kOperator.size());
  if (is_identifier_character(rest[0])) return 0;
  if (rest[0] == ' ') return kOperator.size() + 1;
  if (rest.starts_with("()")) return kOperator.size() + 2;
  return kOperator.size() + std::min(rest.find("::"), rest.size());
}

std::size_t component_length(std::string_view text) {
  if (const std::size_t length = operator_length(text); length != 0) {
    if (text[length - 1] != ' ') return std::min(text.find("::", length), text.size());
    // A conversion: its type may be qualified, so it reaches to the end or to a lambda in its body.
    const std::size_t lambda = text.find("::(lambda");
    return std::min(lambda, text.size());
  }
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '<')
      ++depth;
    else if ((c == ')' || c == '>') && depth > 0)
      --depth;
    else if (depth == 0 && c == ':' && text.substr(i).starts_with("::"))
      return i;
  }
  return text.size();
}

Name split_name(std::string_view text, std::span<const unsigned> optional, std::string_view template_arguments) {
  if (text.starts_with("::")) text.remove_prefix(2);
  Name name{text, {}, template_arguments, false};
  for (std::size_t begin = 0;;) {
    const std::size_t end = begin + component_length(text.substr(begin));
    const bool last = end >= text.size();
    const auto index = static_cast<unsigned>(name.components.size());
    const bool may_miss = !last && (is_reserved(text.substr(begin, end - begin)) ||
                                    std::find(optional.begin(), optional.end(), index) != optional.end());
    name.components.push_back({begin, end, may_miss});
    name.has_optional = name.has_optional || may_miss;
    if (last) return name;
    begin = end + 2;
  }
}

std::string_view without_lambdas(std::string_view name) {
  for (;;) {
    const std::size_t found = name.rfind("::");
    if (found == std::string_view::npos || !name.substr(found + 2).starts_with(kLambda)) return name;
    name = name.substr(0, found);
  }
}

}  // namespace scopegraft::rules
