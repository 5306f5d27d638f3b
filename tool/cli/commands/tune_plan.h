// What profiling costs per function, and which rules bring it below a budget. Stage: Profile(s) -> TunePlan -> rules
// text. Pure; reads and writes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scopegraft/profile/model.h"

namespace scopegraft::cli {

struct Tuning {
  enum class Action { sample, exclude };
  std::string function;  // qualified name without template arguments: what a rule matches
  Action action = Action::sample;
  double rate = 1;  // of `sample`
  std::uint64_t calls = 0;
  double mean = 0;   // ns of one call, 0 when unknown
  double cost = 0;   // ns that profiling it took
  double saves = 0;  // ns of these that the rule saves
};

// Costs up to the budget times this are within it: the runtime itself keeps `auto` at the budget, as well as it can tell.
inline constexpr double kWithinBudget = 1.05;

struct TunePlan {
  double time = 0;         // ns of CPU that the program would have taken without profiling; 0: the profile does not say
  double cost_before = 0;  // ns
  double not_inlined = 0;  // ns, an estimate of what comes on top: small functions that the compiler no longer inlines
  double cost_after = 0;
  double budget = 0;            // ns
  std::vector<Tuning> tunings;  // most savings first
};

// `budget` is a share of the time without profiling. Cheapest loss first: functions called more often than any
// statistic needs are measured less often; only then are functions left out, those first whose profiling costs most
// compared to the time they take, calls of others included.
[[nodiscard]] TunePlan plan_tuning(const profile::Profile& profile, double budget);

[[nodiscard]] std::string without_template_arguments(std::string_view name);

struct RulesText {
  std::string extends;  // path of the hand-written rules, as written into the file
  std::string budget;   // as the user gave it
  std::string kept;     // entries of an earlier tuning, verbatim
};
[[nodiscard]] std::string rules_text(const TunePlan& plan, const RulesText& text);

// The entries below `functions:` of a file that rules_text() wrote, without those of functions that `plan` tunes anew;
// empty for any other text.
[[nodiscard]] std::string earlier_entries(std::string_view rules, const TunePlan& plan);
[[nodiscard]] bool is_tuned_rules(std::string_view rules);

}  // namespace scopegraft::cli
