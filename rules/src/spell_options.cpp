#include <string_view>
#include <type_traits>

#include "keys.h"
#include "options.h"
#include "values.h"

namespace scopegraft::rules {
namespace {

std::string quoted_if_needed(const std::string& text) {
  bool plain = !text.empty() && text.front() != ' ' && text.back() != ' ';
  for (const char c : text)
    plain = plain && (is_identifier_character(c) || c == '.' || c == ':' || c == ' ' || c == '/');
  if (plain && text.find(": ") == std::string::npos && text.back() != ':') return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

template <class Range, class Spell>
std::string joined(const Range& range, Spell spell_one) {
  std::string out;
  for (const auto& item : range) out += (out.empty() ? "" : ", ") + spell_one(item);
  return out;
}

std::string spell_pairs(const Pairs& pairs) {
  return "{" +
         joined(pairs,
                [](const auto& pair) { return quoted_if_needed(pair.first) + ": " + quoted_if_needed(pair.second); }) +
         "}";
}

std::string spell_duration(std::uint64_t ns) {
  for (const auto& [unit, size] : {std::pair{"s", std::uint64_t{1'000'000'000}}, {"ms", 1'000'000}, {"us", 1'000}})
    if (ns != 0 && ns % size == 0) return std::to_string(ns / size) + unit;
  return std::to_string(ns) + "ns";
}

struct Speller {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(double value) const { return rules::spell(value); }
  std::string operator()(std::uint64_t value) const { return spell_duration(value); }
  std::string operator()(const std::string& value) const { return quoted_if_needed(value); }
  std::string operator()(const SampleRate& value) const { return value.automatic ? "auto" : rules::spell(value.rate); }
  std::string operator()(const std::vector<std::string>& value) const {
    return "[" + joined(value, quoted_if_needed) + "]";
  }
  std::string operator()(const Pairs& value) const { return spell_pairs(value); }
  std::string operator()(const std::vector<Collector>& value) const {
    return "[" +
           joined(value,
                  [](const Collector& c) {
                    return c.parameters.empty()
                               ? quoted_if_needed(c.name)
                               : "{" + quoted_if_needed(c.name) + ": " + spell_pairs(c.parameters) + "}";
                  }) +
           "]";
  }
  std::string operator()(const std::vector<CacheProbe>& value) const {
    return "[" +
           joined(value,
                  [](const CacheProbe& probe) {
                    return spell_pairs({{"get", probe.get}, {"hit_when", probe.hit_when}});
                  }) +
           "]";
  }
};

}  // namespace

std::string spell(const Value& value) { return std::visit(Speller{}, value); }

std::vector<SpelledOption> spell(const Options& options) {
  std::vector<SpelledOption> out;
  for (const Key& key : keys())
    if (key.get != nullptr) out.push_back({std::string(key.name), spell(key.get(options)), key.origin(options)});
  return out;
}

}  // namespace scopegraft::rules
