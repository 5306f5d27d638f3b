// The one file of the launcher that sees JSON.
#include <nlohmann/json.hpp>

#include "launcher/compilation_database.h"
#include "launcher/files.h"
#include "launcher/unit.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

RewriteStatus status_of(const std::string& word) {
  if (word == "rewritten") return RewriteStatus::rewritten;
  if (word == "unchanged") return RewriteStatus::unchanged;
  return word == "unparsed" ? RewriteStatus::unparsed : RewriteStatus::failed;
}

rules::Severity severity_of(const std::string& word) {
  if (word == "error") return rules::Severity::error;
  return word == "note" ? rules::Severity::note : rules::Severity::warning;
}

}  // namespace

Rewrite read_result(const fs::path& result) {
  const auto text = read_file(result);
  if (!text) return {.status = RewriteStatus::failed, .reason = "the rewriter left no result"};
  try {
    const json root = json::parse(*text);
    Rewrite out;
    out.status = status_of(root.value("status", ""));
    out.reason = root.value("reason", "");
    for (const json& site : root.value("sites", json::array()))
      out.sites.push_back({site.value("name", ""), site.value("file", ""), site.value("id", ""), site.value("line", 0u), site.value("column", 0u)});
    for (const json& copy : root.value("copies", json::array())) out.originals[copy.at("copy")] = copy.at("original");
    for (const json& file : root.value("reads", json::array())) out.reads.push_back(file);
    for (const json& d : root.value("diagnostics", json::array()))
      out.diagnostics.push_back({severity_of(d.value("severity", "")), {d.value("file", ""), d.value("line", 0u), d.value("column", 0u)}, d.value("message", ""), d.value("hint", ""), d.value("excerpt", "")});
    for (const json& index : root.value("matched_patterns", json::array())) out.matched_patterns.push_back(index);
    return out;
  } catch (const json::exception& error) {
    return {.status = RewriteStatus::failed, .reason = std::string("the rewriter's result is damaged: ") + error.what()};
  }
}

DatabaseResult read_database(const fs::path& place) {
  std::error_code error;
  const fs::path file = fs::is_directory(place, error) ? place / "compile_commands.json" : place;
  const auto text = read_file(file);
  if (!text)
    return {.failure = file.string() + (fs::exists(place, error) ? "" : " (or compile_commands.json in a directory of that name)") + ": cannot be read; make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or with bear"};
  try {
    DatabaseResult out;
    for (const json& entry : json::parse(*text)) {
      DatabaseEntry e;
      e.directory = entry.value("directory", file.parent_path().string());
      if (fs::path(e.directory).is_relative()) e.directory = (fs::absolute(file, error).parent_path() / e.directory).string();
      e.file = entry.at("file");
      e.words = entry.contains("arguments") ? entry.at("arguments").get<std::vector<std::string>>()
                                            : split_shell_words(entry.value("command", ""));
      out.entries.push_back(std::move(e));
    }
    return out;
  } catch (const json::exception& problem) {
    return {.failure = file.string() + ": " + problem.what()};
  }
}

std::string write_database(const std::vector<DatabaseEntry>& entries) {
  json out = json::array();
  for (const DatabaseEntry& entry : entries)
    out.push_back({{"directory", entry.directory}, {"file", entry.file}, {"arguments", entry.words}});
  return out.dump(1) + "\n";
}

std::vector<ExplainedFunction> read_explain(const fs::path& file) {
  std::vector<ExplainedFunction> out;
  const auto text = read_file(file);
  if (!text) return out;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    const json line = json::parse(text->begin() + static_cast<std::ptrdiff_t>(begin), text->begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
    begin = end + 1;
    if (!line.is_object()) continue;
    ExplainedFunction f{line.value("function", ""), line.value("file", ""), line.value("outcome", ""), line.value("rule", ""),
                        line.value("reason", ""),   {},                     line.value("line", 0u),    line.value("column", 0u)};
    f.is_call = line.contains("call_in");
    f.caller = line.value("call_in", "");
    f.lookup = line.value("lookup", "");
    if (line.contains("options"))
      for (const auto& [key, option] : line["options"].items()) {
        const json value = option.value("value", json());
        f.options.push_back({key, value.is_string() ? value.get<std::string>() : value.dump(), option.value("origin", "")});
      }
    out.push_back(std::move(f));
  }
  return out;
}

std::string to_json(const std::vector<ExplainedFunction>& functions) {
  json out = json::array();
  for (const ExplainedFunction& f : functions) {
    json options = json::object();
    for (const auto& option : f.options) options[option.key] = {{"value", option.value}, {"origin", option.origin}};
    out.push_back({{"function", f.function}, {"file", f.file}, {"line", f.line}, {"column", f.column}, {"outcome", f.outcome},
                   {"rule", f.rule}, {"reason", f.reason}, {"options", options}});
    if (f.is_call) out.back()["call_in"] = f.caller;
    if (!f.lookup.empty()) out.back()["lookup"] = f.lookup;
  }
  return out.dump(1) + "\n";
}

}  // namespace scopegraft::launcher
