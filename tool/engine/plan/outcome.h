// What the engine found out about a unit, and its two JSON forms (the result for the launcher, the explanation for people).
// Stage: everything -> [outcome] -> files. Plain values; any thread.
#pragma once

#include <string>
#include <vector>

#include "plan/spell.h"
#include "rules/decision.h"
#include "rules/diagnostic.h"

namespace scopegraft::engine {

// One function, or call of one, that a rule may speak of, and what became of it.
struct Explanation {
  enum class Outcome { profiled, skipped, excluded };
  std::string function;
  bool is_call = false;
  std::string caller;  // of a call: the function that it stands in, or ""
  std::string lookup;  // of a call that is looked up in a cache: what a hit is
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  Outcome outcome = Outcome::excluded;
  std::string rule;
  std::string reason;
  std::string site;  // id of the guard, when there is one
  rules::Options options;
};

// A site and where the compiler reports errors of its guard.
struct PlacedSite {
  Site site;
  std::string error_file;
  unsigned error_line = 0;
};

struct CopiedHeader {
  std::string original;
  std::string copy;
};

struct Outcome {
  enum class Status { rewritten, unchanged, unparsed };
  Status status = Status::unchanged;
  std::string reason;
  std::vector<PlacedSite> sites;
  std::vector<CopiedHeader> copies;
  std::vector<std::string> reads;
  std::string why_no_prelude;  // as in Unit
  std::vector<Explanation> explanations;
  std::vector<rules::Diagnostic> diagnostics;  // of decorators and context fields
  std::vector<unsigned> matched_patterns;  // of RuleSet::patterns(), by any function of this unit
};

[[nodiscard]] std::string result_json(const Outcome& outcome, const std::string& output);

// One object per line.
[[nodiscard]] std::string explain_json(const std::vector<Explanation>& explanations);

}  // namespace scopegraft::engine
