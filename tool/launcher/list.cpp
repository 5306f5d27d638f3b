// `scopegraft list`: every function that would be profiled, and with --explain every other candidate and why not.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "launcher/files.h"
#include "launcher/launcher.h"
#include "launcher/project.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

bool ends_with(const std::string& text, const std::string& tail) {
  return text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

std::string options_text(const ExplainedFunction& f, bool with_origin) {
  std::string out;
  for (const auto& option : f.options) {
    if (option.origin == "built-in default") continue;  // what a rule said
    out += (with_origin ? "\n      " : (out.empty() ? "" : ", ")) + option.key + ": " + option.value;
    if (with_origin) out += "  (" + option.origin + ")";
  }
  return out;
}

void print(const ExplainedFunction& f, bool explain) {
  std::string place = f.file + ":" + std::to_string(f.line);
  if (!f.lookup.empty()) place += "  looked up in " + f.caller;
  else if (f.is_call) place += f.caller.empty() ? "  called in no function" : "  called in " + f.caller;
  if (f.outcome == "profiled") {
    std::printf("  %s  %s", f.function.c_str(), place.c_str());
    if (explain) std::printf("\n      %s  %s%s", f.reason.c_str(), f.rule.c_str(), options_text(f, true).c_str());
    else if (const std::string options = options_text(f, false); !options.empty()) std::printf("  {%s}", options.c_str());
    std::printf("\n");
  } else if (explain) {
    std::printf("- %s  %s\n      %s%s%s\n", f.function.c_str(), place.c_str(), f.reason.c_str(), f.rule.empty() ? "" : "  ", f.rule.c_str());
  }
}

// What a pattern may mean: functions, and the scopes around them by themselves and with all that is in them.
std::vector<std::string> meanings(const std::set<std::string>& functions) {
  std::set<std::string> out = functions;
  for (const std::string& name : functions)
    for (std::size_t at = name.find("::"); at != std::string::npos; at = name.find("::", at + 2))
      for (const char* tail : {"", "::*", "::**"}) out.insert(name.substr(0, at) + tail);
  return {out.begin(), out.end()};
}

}  // namespace

int run_list(const ListOptions& options) {
  rules::RuleSet rules;
  if (!load_or_tell(options.rules, rules)) return EXIT_FAILURE;
  DatabaseResult database = read_database(options.build);
  if (!database.failure.empty()) {
    std::fprintf(stderr, "scopegraft: %s\n", database.failure.c_str());
    return EXIT_FAILURE;
  }
  if (!options.files.empty())
    std::erase_if(database.entries, [&](const DatabaseEntry& e) { return std::none_of(options.files.begin(), options.files.end(), [&](const std::string& f) { return ends_with(e.file, f); }); });
  std::error_code error;
  const fs::path store = fs::is_directory(options.build, error) ? fs::path(options.build) / "scopegraft-list" : fs::path(options.build).parent_path() / "scopegraft-list";
  const std::vector<UnitOutcome> units = rewrite_project({options.rules, store.string(), options.root, options.jobs, options.explain, {}}, rules, database.entries);

  // A function of a header stands in the explanation of every unit that includes it.
  std::map<std::tuple<std::string, unsigned, unsigned, std::string, bool>, ExplainedFunction> functions;
  std::vector<std::vector<unsigned>> matched;
  int lost = 0;
  std::set<std::string> told;
  bool mistaken = false;
  for (const UnitOutcome& unit : units) {
    for (const rules::Diagnostic& diagnostic : unit.rewrite.diagnostics) {
      const std::string text = rules::render(diagnostic);
      if (told.insert(text).second) std::fputs(text.c_str(), stderr);
      mistaken = mistaken || diagnostic.severity == rules::Severity::error;
    }
    matched.push_back(unit.rewrite.matched_patterns);
    if (unit.state == UnitState::lost) {
      ++lost;
      std::fprintf(stderr, "scopegraft: %s: not instrumented: %s\n", unit.source.c_str(), unit.rewrite.reason.c_str());
    }
    if (unit.state != UnitState::rewritten && unit.state != UnitState::unchanged) continue;
    for (ExplainedFunction& f : read_explain(unit.files.explain)) functions.insert_or_assign({f.file, f.line, f.column, f.function, f.lookup.empty()}, std::move(f));
  }
  std::size_t profiled = 0, left_out = 0, calls = 0, lookups = 0;
  std::vector<ExplainedFunction> shown;
  for (const auto& [key, f] : functions) {
    (f.outcome != "profiled" ? left_out : !f.lookup.empty() ? lookups : f.is_call ? calls : profiled) += 1;
    if (f.outcome == "profiled" || options.explain) shown.push_back(f);
  }
  if (options.json) {
    std::fputs(to_json(shown).c_str(), stdout);
  } else {
    for (const ExplainedFunction& f : shown) print(f, options.explain);
    std::printf("%zu functions%s profiled, %s%zu left out; %zu units%s\n", profiled,
                calls == 0 ? "" : (" and " + std::to_string(calls) + " calls").c_str(),
                lookups == 0 ? "" : (std::to_string(lookups) + " lookups counted, ").c_str(), left_out, units.size(),
                lost == 0 ? "" : (", " + std::to_string(lost) + " of them could not be read").c_str());
  }
  if (options.files.empty()) {
    std::set<std::string> names;
    for (const auto& [key, f] : functions) names.insert(f.function);
    const std::vector<std::string> known = meanings(names);
    for (const unsigned index : unmatched_patterns(rules, matched)) {
      const rules::RuleSet::Pattern pattern = rules.patterns()[index];
      const std::string near = rules::nearest(pattern.text, known);
      const std::string hint = near.empty() ? "" : "did you mean `" + near + "`?";
      std::fputs(rules::render({rules::Severity::warning, pattern.at, "`" + pattern.text + "` matches no function or call", hint, ""}).c_str(), stderr);
    }
  }
  return mistaken ? EXIT_FAILURE : EXIT_SUCCESS;
}

int run_unmatched(const std::vector<std::string>& stores, const std::string& rules_file) {
  rules::RuleSet rules;
  if (!load_or_tell(rules_file, rules)) return EXIT_SUCCESS;
  std::error_code error;
  fs::file_time_type changed = fs::file_time_type::min();
  for (const fs::path& file : rules.files()) changed = std::max(changed, fs::last_write_time(file, error));
  std::vector<std::vector<unsigned>> matched;
  for (const std::string& store : stores)
    for (const auto& unit : fs::directory_iterator(fs::path(store) / "units", error)) {
      if (!still_built(unit.path())) {
        fs::remove_all(unit.path(), error);
        continue;
      }
      const fs::path result = unit.path() / "result.json";
      // An older one speaks of other rules: its unit cannot match any of these.
      if (const fs::file_time_type written = fs::last_write_time(result, error); !error && written >= changed) matched.push_back(read_matched_patterns(result));
    }
  for (const unsigned index : unmatched_patterns(rules, matched)) {
    const rules::RuleSet::Pattern pattern = rules.patterns()[index];
    std::fputs(rules::render({rules::Severity::warning, pattern.at, "`" + pattern.text + "` matches no function or call of what was built", "", ""}).c_str(), stderr);
  }
  return EXIT_SUCCESS;
}

}  // namespace scopegraft::launcher
