#include "plan/lookup.h"

#include <algorithm>
#include <cctype>

namespace scopegraft::engine {
namespace {

constexpr std::string_view kResult = "result";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Behind the literal that begins at `i`.
std::size_t behind_literal(std::string_view text, std::size_t i) {
  const char quote = text[i];
  for (++i; i < text.size() && text[i] != quote; ++i)
    if (text[i] == '\\') ++i;
  return std::min(i + 1, text.size());
}

// `what` of something else: `reply.result`, `reply->result`, `app::result`.
bool is_qualified(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  return before.ends_with('.') || before.ends_with("->") || before.ends_with("::");
}

std::string question(const rules::CacheProbe& probe, const std::string& place) {
  if (probe.hit_when == "truthy") return "";
  if (probe.hit_when == "falsy") return ", ::scopegraft_rt::Hit::falsy";
  const std::string name = name_of_result(place);
  return ", [&](auto& " + name + ") { return static_cast<bool>(" + with_result_named(probe.hit_when, name) + "); }";
}

}  // namespace

bool has_expression(const rules::CacheProbe& probe) { return probe.hit_when != "truthy" && probe.hit_when != "falsy"; }

std::string name_of_result(const std::string& place) { return "sg_result_" + place; }

LookupMarks lookup_marks(const Lookup& lookup, const std::string& place) {
  const std::string end = question(lookup.probe, place) + ")";
  switch (lookup.way) {
    case Lookup::Way::value: return {"::scopegraft_rt::cache_result(", end, ""};
    case Lookup::Way::reference: return {"::scopegraft_rt::cache_reference(", end, ""};
    case Lookup::Way::seen: break;
  }
  const std::string look = "::scopegraft_rt::cache_reference(" + lookup.variable + end;
  return {"", "", lookup.in_condition ? "; " + look : " " + look + ";"};
}

std::string with_result_named(std::string_view expression, std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < expression.size();) {
    const char c = expression[i];
    if (c == '"' || (c == '\'' && (i == 0 || !is_word(expression[i - 1])))) {
      const std::size_t end = behind_literal(expression, i);
      out += expression.substr(i, end - i);
      i = end;
    } else if (is_word(c)) {
      std::size_t end = i;
      while (end < expression.size() && is_word(expression[end])) ++end;
      const std::string_view word = expression.substr(i, end - i);
      out += word == kResult && !is_qualified(expression.substr(0, i)) ? name : word;
      i = end;
    } else {
      out += c;
      ++i;
    }
  }
  return out;
}

}  // namespace scopegraft::engine
