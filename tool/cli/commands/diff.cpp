#include "commands/diff.h"

#include <algorithm>
#include <ostream>

#include "commands/profiles.h"

namespace scopegraft::cli {

namespace {

std::optional<report::Summary> summary_of(const std::vector<std::filesystem::path>& files, report::GroupBy by,
                                          std::ostream& err) {
  const profile::ReadResult result = load_profiles(files);
  if (const auto* error = std::get_if<profile::ReadError>(&result)) {
    err << "scopegraft: " << error->message << "\n";
    return std::nullopt;
  }
  const auto& profile = std::get<profile::Profile>(result);
  return report::summarize(profile, report::estimate(profile), by);
}

}  // namespace

int run_diff(const DiffArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto before = summary_of(arguments.before, arguments.group_by, err);
  const auto after = summary_of(arguments.after, arguments.group_by, err);
  if (!before || !after) return 2;
  const report::Comparison comparison = report::compare(*before, *after);
  const bool comparable = std::any_of(comparison.changes.begin(), comparison.changes.end(),
                                      [](const auto& change) { return change.before.present && change.after.present; });
  if (arguments.gate && !comparable) {  // a gate that compared nothing must not pass
    err << "scopegraft: the profiles have no function in common\n";
    return 2;
  }
  std::optional<std::vector<report::Regression>> regressions;
  if (arguments.gate) regressions = report::regressions(comparison, *arguments.gate);
  if (arguments.markdown) {
    out << report::diff_markdown(comparison, regressions, arguments.style);
  } else {
    out << report::diff_text(comparison, arguments.style);
    for (const report::Regression& regression : regressions.value_or(std::vector<report::Regression>())) {
      out << "regression: " << comparison.changes[regression.change].name << ": " << regression.what << "\n";
    }
  }
  return regressions && !regressions->empty() ? 1 : 0;
}

}  // namespace scopegraft::cli
