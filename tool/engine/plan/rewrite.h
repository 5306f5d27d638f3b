// Everything between the parse and the disk: decide about each function, spell the guards, plan the headers.
// Stage: Unit + rules -> [decide, edit, apply] -> Rewritten. Pure but for Surroundings::exists; knows nothing of Clang.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "plan/unit.h"
#include "plan/header_plan.h"
#include "plan/outcome.h"
#include "plan/user_code.h"
#include "rules/decision.h"

namespace scopegraft::engine {

struct RewriteRequest {
  std::string source;          // as on the command line
  std::string graft_include;   // folder that holds scopegraft/graft.h, or "" for an include by search path
  std::string root;            // files below it are named relative to it
  std::string store;           // absolute
  std::map<std::string, std::string> drop;  // ids of sites to leave out, and why: "" when their code did not compile
  std::function<rules::Decision(const rules::FunctionFacts&)> decide;
  std::function<rules::Decision(const rules::CallFacts&)> decide_call;  // asked of the unit's calls
  std::function<rules::Decision(const rules::CallFacts&)> decide_executor;
  std::function<bool(const std::string& path)> exists;
  std::function<std::string(const std::string& path)> text_of;  // of a rules file, for excerpts
};

struct Rewritten {
  Outcome outcome;  // its copies name files of the store
  HeaderPlan files;
  std::vector<GraftedCode> user_code;  // of sites that hold any
};

[[nodiscard]] Rewritten rewrite(Unit& unit, const RewriteRequest& request);

}  // namespace scopegraft::engine
