#include "commands/tune.h"

#include <fstream>
#include <iterator>
#include <ostream>

#include "commands/profiles.h"
#include "commands/share.h"
#include "commands/tune_plan.h"

namespace scopegraft::cli {

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// By rename: a build that reads the rules meanwhile sees the old or the new ones.
bool replace_file(const fs::path& file, const std::string& text) {
  fs::path fresh = file;
  fresh += ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code error;
  if (out.fail()) return false;
  fs::rename(fresh, file, error);
  return !error;
}

std::string percent_of(double part, double whole) {
  if (whole <= 0) return "?";
  const std::string text = std::to_string(part / whole * 100);
  return text.substr(0, text.find('.') + 3) + " %";
}

int mistake(std::ostream& err, const std::string& sentence) {
  err << "scopegraft: " << sentence << "\n";
  return 2;
}

}  // namespace

int run_tune(const TuneArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto budget = share_of(arguments.budget);
  if (!budget) return mistake(err, "`" + arguments.budget + "` is no share; write 2% or 0.02");
  std::error_code error;
  if (!fs::is_regular_file(arguments.rules, error))
    return mistake(err, arguments.rules.string() + ": no such rules file");
  if (fs::weakly_canonical(arguments.rules, error) == fs::weakly_canonical(arguments.output, error)) {
    return mistake(err, "the tuned rules would replace the hand-written ones; name another --output");
  }
  const std::string earlier = text_of(arguments.output);
  if (!earlier.empty() && !is_tuned_rules(earlier)) {
    return mistake(err, arguments.output.string() + ": not written by `scopegraft tune`, so it is left alone");
  }
  const profile::ReadResult result = load_profiles(arguments.files);
  if (const auto* failure = std::get_if<profile::ReadError>(&result)) return mistake(err, failure->message);
  const TunePlan plan = plan_tuning(std::get<profile::Profile>(result), *budget);
  if (plan.time <= 0) return mistake(err, "the profile says nothing of the program's CPU time");

  const fs::path directory = fs::absolute(arguments.output).parent_path();
  RulesText text;
  text.extends = fs::absolute(arguments.rules).lexically_relative(directory).string();
  text.budget = arguments.budget;
  text.kept = earlier_entries(earlier, plan);
  const std::string rules = rules_text(plan, text);

  out << "profiling took " << percent_of(plan.cost_before, plan.time) << " of the program's time, budget "
      << percent_of(plan.budget, plan.time) << "\n";
  if (plan.not_inlined > plan.budget / 10)
    out << "about " << percent_of(plan.not_inlined, plan.time) << " more, because small functions with a scope are not inlined\n";
  for (const Tuning& tuning : plan.tunings) {
    out << (tuning.action == Tuning::Action::exclude ? "exclude " : "sample  ") << tuning.function << ": "
        << tuning.calls << " calls, saves " << percent_of(tuning.saves, plan.time) << "\n";
  }
  out << "with the tuned rules: " << percent_of(plan.cost_after, plan.time) << "\n";
  if (arguments.dry_run) {
    out << "\n" << rules;
  } else if (!replace_file(arguments.output, rules)) {
    return mistake(err, arguments.output.string() + ": cannot be written");
  } else {
    out << "written: " << arguments.output.string() << "\n";
  }
  if (plan.cost_after > plan.budget * kWithinBudget) {
    err << "scopegraft: the budget cannot be met\n";
    return 1;
  }
  return 0;
}

}  // namespace scopegraft::cli
