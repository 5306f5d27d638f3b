// All units of a compilation database through the rewriter, in parallel. Used by `instrument` and `list`.
// Stage: database + rules -> one UnitOutcome per entry, in the database's order.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "launcher/compilation_database.h"
#include "launcher/unit.h"
#include "rules/rule_set.h"

namespace scopegraft::launcher {

enum class UnitState { rewritten, unchanged, never, not_cxx, lost };

struct UnitOutcome {
  UnitState state = UnitState::not_cxx;
  bool fresh = false;      // nothing had changed since the last run
  std::string source;      // absolute
  CompilerCommand command;
  SourceInput input{};
  UnitFiles files;
  Rewrite rewrite;
};

struct ProjectRun {
  std::string rules, store, root;
  unsigned jobs = 0;  // 0 = one per core
  bool all_files = false;  // functions of units and files that no rule can reach are explained too
  std::function<void(std::size_t done, std::size_t all, const UnitOutcome&)> progress;  // called under a lock
};

[[nodiscard]] std::vector<UnitOutcome> rewrite_project(const ProjectRun& run, const rules::RuleSet& rules, const std::vector<DatabaseEntry>& entries);

// Loads rules and prints every mistake; false when there are errors.
[[nodiscard]] bool load_or_tell(const std::string& file, rules::RuleSet& out);

// Indices of patterns that no unit matched.
[[nodiscard]] std::vector<unsigned> unmatched_patterns(const rules::RuleSet& rules, const std::vector<std::vector<unsigned>>& matched);

}  // namespace scopegraft::launcher
