#include "launcher/project.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <set>
#include <thread>

#include "launcher/files.h"
#include "launcher/prefilter.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

// What the rewritten unit was made from; equal text means that it need not be made again.
std::string state_of(const RewriteContext& context, const rules::RuleSet& rules, const UnitOutcome& unit) {
  std::string text = stamp_of(context.engine) + (context.all_files ? " all" : "");
  for (const std::string& word : unit.command.words()) text += '\n' + word;
  for (const fs::path& file : rules.files()) text += '\n' + file.string() + stamp_of(file);
  for (const std::string& file : unit.rewrite.reads)
    text += '\n' + file + stamp_of(fs::path(file).is_absolute() ? fs::path(file) : fs::path(context.directory) / file);
  return hash_text(text);
}

UnitOutcome rewrite_entry(RewriteContext context, const rules::RuleSet& rules, const DatabaseEntry& entry) {
  UnitOutcome unit;
  std::error_code error;
  unit.source = (fs::path(entry.directory) / entry.file).lexically_normal().string();
  const auto command = parse_command(entry.words);
  if (!command) return unit;
  unit.command = *command;
  const auto input = std::find_if(unit.command.sources.begin(), unit.command.sources.end(), [](const SourceInput& s) { return s.language == Language::cxx; });
  if (input == unit.command.sources.end()) return unit;
  unit.input = *input;
  context.directory = entry.directory;
  const std::string object = command->output.empty() ? default_output(unit.input.path) : command->output;
  unit.files = unit_files(context.store, (fs::path(entry.directory) / object).string(), unit.source);
  if (!context.all_files && unit_relevance(rules, unit.command, unit.input.path, entry.directory) == rules::Relevance::never) {
    unit.state = UnitState::never;
    return unit;
  }
  const auto known = read_file(unit.files.stamp);
  if (known && fs::exists(unit.files.result, error)) {
    unit.rewrite = read_result(unit.files.result);
    const bool whole = unit.rewrite.status == RewriteStatus::unchanged || (unit.rewrite.status == RewriteStatus::rewritten && fs::exists(unit.files.rewritten, error));
    unit.fresh = whole && *known == state_of(context, rules, unit);
  }
  if (!unit.fresh) {
    unit.rewrite = rewrite_unit(context, unit.command, unit.input, unit.files, {});
    static_cast<void>(write_file(unit.files.stamp, state_of(context, rules, unit)));
  }
  unit.state = unit.rewrite.status == RewriteStatus::rewritten   ? UnitState::rewritten
               : unit.rewrite.status == RewriteStatus::unchanged ? UnitState::unchanged
                                                                 : UnitState::lost;
  return unit;
}

}  // namespace

std::vector<UnitOutcome> rewrite_project(const ProjectRun& project, const rules::RuleSet& rules, const std::vector<DatabaseEntry>& entries) {
  RewriteContext context = make_context(project.rules, project.store, project.root);
  context.all_files = project.all_files;
  std::vector<UnitOutcome> outcomes(entries.size());
  std::atomic<std::size_t> next{0};
  std::size_t done = 0;  // guarded by `telling`
  std::mutex telling;
  const auto work = [&] {
    for (std::size_t i = next++; i < entries.size(); i = next++) {
      outcomes[i] = rewrite_entry(context, rules, entries[i]);
      const std::lock_guard lock(telling);
      ++done;
      if (project.progress) project.progress(done, entries.size(), outcomes[i]);
    }
  };
  const unsigned jobs = project.jobs != 0 ? project.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < jobs && i < entries.size(); ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  return outcomes;
}

bool load_or_tell(const std::string& file, rules::RuleSet& out) {
  rules::LoadResult loaded = rules::load(file, make_context(file, ".", "").presets);
  for (const rules::Diagnostic& diagnostic : loaded.diagnostics) std::fputs(rules::render(diagnostic).c_str(), stderr);
  if (rules::has_errors(loaded.diagnostics)) return false;
  out = std::move(loaded.rules);
  return true;
}

std::vector<unsigned> unmatched_patterns(const rules::RuleSet& rules, const std::vector<std::vector<unsigned>>& matched) {
  std::set<unsigned> seen;
  for (const auto& indices : matched) seen.insert(indices.begin(), indices.end());
  std::vector<unsigned> out;
  for (unsigned i = 0; i < rules.patterns().size(); ++i)
    if (seen.count(i) == 0 && !rules.patterns()[i].of_preset) out.push_back(i);
  return out;
}

}  // namespace scopegraft::launcher
