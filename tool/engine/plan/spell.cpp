#include "plan/spell.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "plan/condition.h"

namespace scopegraft::engine {
namespace {

std::string encoded(std::string_view value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '%' || c == ';' || c == '=' || c == ',' || c == ':' || c == '(' ||
        c == ')') {
      result += '%';
      result += kDigits[byte >> 4U];
      result += kDigits[byte & 15U];
    } else {
      result += c;
    }
  }
  return result;
}

// A value that is one word of the option text keeps its commas and brackets: only what the option text itself uses.
std::string encoded_whole(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (c == ',' || c == ':' || c == '(' || c == ')') {
      result += c;
    } else {
      result += encoded(std::string_view(&c, 1));
    }
  }
  return result;
}

std::string number(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string list(const std::vector<std::string>& values) {
  std::string result;
  for (const std::string& value : values) result.append(result.empty() ? "" : ",").append(encoded(value));
  return result;
}

std::string pairs(const std::vector<std::pair<std::string, std::string>>& values) {
  std::string result;
  for (const auto& [key, value] : values)
    result.append(result.empty() ? "" : ",").append(encoded(key)).append(":").append(encoded(value));
  return result;
}

// Lookups that are counted are counted for somebody.
std::vector<rules::Collector> collectors_of(const rules::Options& options) {
  std::vector<rules::Collector> all = options.collectors.value;
  const bool counts = std::any_of(all.begin(), all.end(), [](const rules::Collector& c) { return c.name == "cache"; });
  if (!options.cache.value.empty() && !counts) all.push_back({"cache", {}});
  return all;
}

std::string collectors(const std::vector<rules::Collector>& values) {
  std::string result;
  for (const rules::Collector& value : values) {
    result.append(result.empty() ? "" : ",").append(encoded(value.name));
    if (!value.parameters.empty()) result.append("(").append(pairs(value.parameters)).append(")");
  }
  return result;
}

}  // namespace

std::string id(const Site& site) {
  return site.file + ":" + std::to_string(site.line) + ":" + std::to_string(site.column) + (site.is_lookup ? ":lookup" : "");
}

std::string suffix(const Site& site) {
  return std::to_string(site.line) + "_" + std::to_string(site.column);
}

std::string scope_name(const Site& site) { return "sg_scope_" + suffix(site); }

bool is_redacted(std::string_view name, const std::vector<std::string>& words) {
  const auto lower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; };
  const auto same = [&](char a, char b) { return lower(a) == lower(b); };
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return std::search(name.begin(), name.end(), word.begin(), word.end(), same) != name.end(); });
}

std::string literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '?') {
      result += "\\?";  // no trigraph may arise
    } else if (byte < 0x20 || byte == 0x7f) {
      result += '\\';  // three octal digits: nothing that follows can be taken for part of it
      result += static_cast<char>('0' + (byte >> 6U));
      result += static_cast<char>('0' + ((byte >> 3U) & 7U));
      result += static_cast<char>('0' + (byte & 7U));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string option_text(const rules::Options& options, std::string_view rule) {
  std::string result;
  const auto add = [&result](std::string_view key, const std::string& value = {}) {
    if (!result.empty()) result += ';';
    result += key;
    if (!value.empty()) result.append("=").append(value);
  };
  if (!options.name.value.empty()) add("name", encoded_whole(options.name.value));
  const rules::SampleRate& rate = options.sample_rate.value;
  add("rate", rate.automatic ? "auto" : number(rate.rate));
  if (rate.automatic && options.overhead_budget.value != 0.02) add("budget", number(options.overhead_budget.value));
  if (options.track_memory.value) add("memory");
  if (options.track_args.value) add("args");
  if (options.track_exceptions.value) add("exceptions");
  if (!options.inherit_context.value) add("no_inherit");
  if (options.create_span.value) add("span");
  if (options.keep_slow_ns.value != 0) add("keep_slow", std::to_string(options.keep_slow_ns.value));
  if (options.per_instance.value) add("per_instance");
  if (!options.add_context.value.empty()) add("context", pairs(options.add_context.value));
  if (!options.context_fields.value.empty()) add("fields", list(options.context_fields.value));
  if (!options.group_by.value.empty()) add("group_by", list(options.group_by.value));
  if (const std::vector<rules::Collector> wanted = collectors_of(options); !wanted.empty()) add("collectors", collectors(wanted));
  if (!options.redact.value.empty()) add("redact", list(options.redact.value));
  if (!rule.empty()) add("rule", encoded_whole(rule));
  return result;
}

namespace {

// What tells a guard that may run when compiling whether it does.
std::string probe_name(const Site& site) { return "sg_probe_" + suffix(site); }

// What follows the scope: arguments, read only when the call is measured, and context fields.
std::string reads(const Site& site, const rules::Options& options) {
  std::string result;
  const std::string scope = scope_name(site);
  if (options.track_args.value && !site.arguments.empty()) {
    std::string names;
    for (const std::string& argument : site.arguments) {
      const bool secret = std::find(site.secret.begin(), site.secret.end(), argument) != site.secret.end();
      names.append(names.empty() ? "" : ",").append(secret ? "-" : "").append(argument);
    }
    result += " if (" + scope + ".wants_arguments()) { ::scopegraft_rt::arguments(" + scope + ", " + literal(names);
    for (const std::string& argument : site.arguments) result.append(", ").append(argument);
    result += "); }";
  }
  for (const FieldRead& field : site.fields) {
    std::string code = "::scopegraft_rt::field(" + scope + ", " + literal(field.key) + ", " + field.expression + ");";
    if (field.may_throw) code = "SCOPEGRAFT_RT_TRY { " + code + " } SCOPEGRAFT_RT_CATCH";
    const std::string at_run_time = site.form == GuardForm::constant ? "!::scopegraft_rt::sg_computing(" + probe_name(site) + ") && " : "";
    result += " if (" + at_run_time + "::scopegraft_rt::wants_fields(" + scope + ")" + (field.present.empty() ? "" : " && " + field.present) + ") { " + code + " }";
  }
  return result;
}

}  // namespace

std::string guard(const Site& site, const rules::Options& options, std::string_view rule) {
  std::string text = option_text(options, rule);
  if (site.form == GuardForm::coroutine) text += ";async";
  const std::string words = literal(site.name) + ", " + literal(site.file) + ", " + std::to_string(site.line) + ", " +
                            std::to_string(site.column) + ", " + literal(text);
  const std::string condition = condition_expression(options.condition.value);
  switch (site.form) {
    case GuardForm::constant:
      // A macro of a system header: no warning of the program's speaks of what is inside.
      if (condition.empty()) return (site.is_leaf ? "SCOPEGRAFT_RT_CONSTANT_LEAF(" : "SCOPEGRAFT_RT_CONSTANT(") + suffix(site) + ", " + words + ");" + reads(site, options);
      return "SCOPEGRAFT_RT_CONSTANT_IF(" + suffix(site) + ", " + words + ", (" + condition + "));" + reads(site, options);
    case GuardForm::literal: return "::scopegraft_rt::ConstexprScope " + scope_name(site) + "(" + words + ");";
    case GuardForm::plain:
    case GuardForm::coroutine: break;
  }
  const std::string site_name = "sg_site_" + suffix(site);
  const char* const scope = site.form == GuardForm::coroutine ? "AsyncScope " : site.is_leaf ? "LeafScope " : "Scope ";
  return "static ::scopegraft_rt::Site " + site_name + "(" + words + "); ::scopegraft_rt::" + scope + scope_name(site) + "(" + site_name +
         (condition.empty() ? "" : ", " + condition) + ");" + reads(site, options);
}

std::string guard_against_macros(std::string_view guard, const std::vector<std::string>& macros,
                                 std::string_view line_end) {
  std::string before;
  std::string after;
  for (const std::string& macro : macros) {
    before.append("#pragma push_macro(\"").append(macro).append("\")").append(line_end);
    before.append("#undef ").append(macro).append(line_end);
    after.append(line_end).append("#pragma pop_macro(\"").append(macro).append("\")");
  }
  return before + std::string(guard) + after;
}

bool is_hidden_word(std::string_view guard, std::string_view word) {
  if (guard.find("SCOPEGRAFT_RT_TRY") != std::string_view::npos && (word == "try" || word == "catch")) return true;
  if (guard.find("SCOPEGRAFT_RT_CONSTANT") == std::string_view::npos) return false;
  static constexpr std::array<std::string_view, 8> kWords = {"static", "struct", "return", "scopegraft_rt", "Site", "ConstexprScope", "ConstexprLeafScope", "CallScope"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

const std::vector<std::string>& words_of_guards() {
  static const std::vector<std::string> words = {
      "static", "scopegraft_rt", "Site", "Scope", "LeafScope", "AsyncScope", "ConstexprScope", "ConstexprLeafScope", "static_cast", "bool", "if", "struct", "return",
      "wants_arguments", "arguments", "Condition", "env_set", "env_equals", "debug_mode", "load_high", "user_flagged",
      "AwaitMark", "awaiting", "leave", "leaving", "returned", "value", "back", "field", "wants_fields", "is_there", "try", "catch"};
  return words;
}

}  // namespace scopegraft::engine
