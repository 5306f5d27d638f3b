#include "plan/outcome.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

namespace scopegraft::engine {
namespace {

using Json = nlohmann::ordered_json;

const char* word(Outcome::Status status) {
  switch (status) {
    case Outcome::Status::rewritten: return "rewritten";
    case Outcome::Status::unchanged: return "unchanged";
    case Outcome::Status::unparsed: return "unparsed";
  }
  return "";
}

const char* word(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::note: return "note";
    case rules::Severity::warning: return "warning";
    case rules::Severity::error: return "error";
  }
  return "";
}

const char* word(Explanation::Outcome outcome) {
  switch (outcome) {
    case Explanation::Outcome::profiled: return "profiled";
    case Explanation::Outcome::skipped: return "skipped";
    case Explanation::Outcome::excluded: return "excluded";
  }
  return "";
}

// Names of the program need not be UTF-8.
std::string text_of(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

// Of options as JSON: those of most functions are alike.
class OptionTexts {
 public:
  const std::string& of(const rules::Options& options) {
    const std::vector<rules::SpelledOption> spelled = rules::spell(options);
    std::string key;
    for (const rules::SpelledOption& option : spelled) key.append(option.key).append(1, '\0').append(option.value).append(1, '\0').append(option.origin).append(1, '\0');
    std::string& text = texts_[std::move(key)];
    if (!text.empty()) return text;
    Json json = Json::object();
    for (const rules::SpelledOption& option : spelled) json[option.key] = {{"value", option.value}, {"origin", option.origin}};
    return text = text_of(json, -1);
  }

 private:
  std::unordered_map<std::string, std::string> texts_;
};

}  // namespace

std::string result_json(const Outcome& outcome, const std::string& output) {
  Json json = {{"status", word(outcome.status)}, {"reason", outcome.reason}, {"output", output}};
  json["sites"] = Json::array();
  for (const PlacedSite& placed : outcome.sites) {
    const Site& site = placed.site;
    json["sites"].push_back({{"name", site.name}, {"file", site.file}, {"line", site.line}, {"column", site.column},
                             {"id", id(site)}, {"error_file", placed.error_file}, {"error_line", placed.error_line}});
  }
  json["copies"] = Json::array();
  for (const CopiedHeader& copied : outcome.copies)
    json["copies"].push_back({{"original", copied.original}, {"copy", copied.copy}});
  json["reads"] = outcome.reads;
  json["prelude"] = outcome.why_no_prelude.empty() ? "used" : "not used: " + outcome.why_no_prelude;
  json["skipped"] = std::count_if(outcome.explanations.begin(), outcome.explanations.end(), [](const Explanation& e) {
    return e.outcome == Explanation::Outcome::skipped;
  });
  json["diagnostics"] = Json::array();
  for (const rules::Diagnostic& d : outcome.diagnostics)
    json["diagnostics"].push_back({{"severity", word(d.severity)}, {"file", d.at.file}, {"line", d.at.line}, {"column", d.at.column},
                                   {"message", d.message}, {"hint", d.hint}, {"excerpt", d.excerpt}});
  json["matched_patterns"] = outcome.matched_patterns;
  return text_of(json, 1) + "\n";
}

std::string explain_json(const std::vector<Explanation>& explanations) {
  std::string text;
  OptionTexts options;
  for (const Explanation& e : explanations) {
    Json json = {{"function", e.function}, {"file", e.file},   {"line", e.line},    {"column", e.column},
                 {"outcome", word(e.outcome)}, {"rule", e.rule}, {"reason", e.reason}};
    if (e.is_call) json["call_in"] = e.caller;
    if (!e.lookup.empty()) json["lookup"] = e.lookup;
    if (!e.site.empty()) json["site"] = e.site;
    text += text_of(json, -1);
    text.pop_back();  // the options come last
    text.append(",\"options\":").append(e.outcome == Explanation::Outcome::excluded ? "{}" : options.of(e.options)).append("}\n");
  }
  return text;
}

}  // namespace scopegraft::engine
