// `scopegraft instrument`: a whole project rewritten before its build, with a compilation database for the result.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "launcher/files.h"
#include "launcher/launcher.h"
#include "launcher/project.h"

namespace scopegraft::launcher {
namespace {

namespace fs = std::filesystem;

void draw_progress(std::size_t done, std::size_t all, const UnitOutcome& unit) {
  constexpr std::size_t kWidth = 30;
  const std::size_t filled = all == 0 ? kWidth : done * kWidth / all;
  std::string name = fs::path(unit.source).filename().string();
  if (name.size() > 30) name.resize(30);
  std::fprintf(stderr, "\r\x1b[K[%s%s] %zu/%zu %s", std::string(filled, '#').c_str(), std::string(kWidth - filled, '.').c_str(), done, all, name.c_str());
  if (done == all) std::fputs("\r\x1b[K", stderr);
}

// The rewritten unit is copied to a place a person can find: output/<path relative to the root>.
fs::path place_of(const fs::path& output, const fs::path& root, const std::string& source) {
  std::error_code error;
  const fs::path relative = fs::relative(source, root, error);
  const bool inside = !error && !relative.empty() && *relative.begin() != "..";
  return output / (inside ? relative : fs::path("outside") / hash_text(source) / fs::path(source).filename());
}

struct Sums {
  std::size_t rewritten = 0, unchanged = 0, never = 0, lost = 0, fresh = 0, sites = 0;
};

}  // namespace

int run_instrument(const InstrumentOptions& options) {
  rules::RuleSet rules;
  if (!load_or_tell(options.rules, rules)) return EXIT_FAILURE;
  DatabaseResult database = read_database(options.build);
  if (!database.failure.empty()) {
    std::fprintf(stderr, "scopegraft: %s\n", database.failure.c_str());
    return EXIT_FAILURE;
  }
  std::error_code error;
  const fs::path output = fs::absolute(options.output, error);
  const fs::path root = options.root.empty() ? fs::absolute(options.rules, error).parent_path() : fs::absolute(options.root, error);
  ProjectRun project{options.rules, (output / ".scopegraft").string(), root.string(), options.jobs, false, {}};
  if (!options.quiet && isatty(STDERR_FILENO) != 0) project.progress = draw_progress;

  Sums sums;
  std::vector<std::vector<unsigned>> matched;
  std::set<std::string> told;
  const std::vector<UnitOutcome> units = rewrite_project(project, rules, database.entries);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const UnitOutcome& unit = units[i];
    DatabaseEntry& entry = database.entries[i];
    matched.push_back(unit.rewrite.matched_patterns);
    for (rules::Diagnostic diagnostic : unit.rewrite.diagnostics) {
      if (!options.strict && diagnostic.severity == rules::Severity::error) diagnostic.severity = rules::Severity::warning;
      if (const std::string text = rules::render(diagnostic); told.insert(text).second) std::fputs(text.c_str(), stderr);
    }
    sums.fresh += unit.fresh ? 1 : 0;
    switch (unit.state) {
      case UnitState::not_cxx: break;
      case UnitState::never: ++sums.never; break;
      case UnitState::unchanged: ++sums.unchanged; break;
      case UnitState::lost:
        ++sums.lost;
        std::fprintf(stderr, "scopegraft: %s: not instrumented: %s\n", unit.source.c_str(), unit.rewrite.reason.c_str());
        break;
      case UnitState::rewritten: {
        ++sums.rewritten;
        sums.sites += unit.rewrite.sites.size();
        const fs::path place = place_of(output, root, unit.source);
        const std::string text = read_file(unit.files.rewritten).value_or("");
        if (read_file(place) != text) {
          if (const std::string failure = write_file(place, text); !failure.empty()) {
            std::fprintf(stderr, "scopegraft: %s\n", failure.c_str());
            return EXIT_FAILURE;
          }
        }
        CompilerCommand command = unit.command;
        command.arguments[unit.input.index] = place.string();
        command.arguments.push_back(keep_debug_name(unit.command, unit.input, place.string()));
        entry.words = command.words();
        entry.file = place.string();
        break;
      }
    }
  }
  if (const std::string failure = write_file(output / "compile_commands.json", write_database(database.entries)); !failure.empty()) {
    std::fprintf(stderr, "scopegraft: %s\n", failure.c_str());
    return EXIT_FAILURE;
  }
  for (const unsigned index : unmatched_patterns(rules, matched)) {
    const rules::RuleSet::Pattern pattern = rules.patterns()[index];
    std::fputs(rules::render({rules::Severity::warning, pattern.at, "`" + pattern.text + "` matches no function or call of this project", "", ""}).c_str(), stderr);
  }
  if (!options.quiet)
    std::printf("%zu units rewritten (%zu functions), %zu unchanged, %zu without a match, %zu lost; %zu were up to date\n", sums.rewritten, sums.sites,
                sums.unchanged, sums.never, sums.lost, sums.fresh);
  return options.strict && (sums.lost > 0 || !told.empty()) ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace scopegraft::launcher
