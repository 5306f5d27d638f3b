#include "commands/set.h"

#include <algorithm>
#include <ostream>

#include "commands/profiles.h"
#include "commands/share.h"

namespace scopegraft::cli {

std::optional<double> rate_asked(const std::string& change) {
  const std::size_t sign = change.find('=');
  if (sign == std::string::npos) return std::nullopt;
  const std::string key = change.substr(0, sign), value = change.substr(sign + 1);
  if (key == "enabled") {
    if (value == "false") return 0.0;
    if (value == "true") return profile::Wish::kByRules;
    return std::nullopt;
  }
  if (key != "sample_rate") return std::nullopt;
  if (value == "auto") return profile::Wish::kAuto;
  if (value == "rules") return profile::Wish::kByRules;
  const auto rate = share_of(value);
  return rate && *rate >= 0 && *rate <= 1 ? rate : std::nullopt;
}

int run_set(const SetArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto rate = rate_asked(arguments.change);
  if (!rate) {
    err << "scopegraft set: `" << arguments.change << "` is no change: write sample_rate=0.1 (or auto, rules), or enabled=false (or true)\n";
    return 2;
  }
  const std::string& target = arguments.target;
  std::optional<std::filesystem::path> file = target;
  if (!target.empty() && target.size() < 10 && std::all_of(target.begin(), target.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    file = profile_of_process(std::stoul(target));
    if (!file) {
      err << "scopegraft: process " << target << " has no profile\n";
      return 2;
    }
  }
  const std::string wrong = profile::ask_for(*file, {arguments.functions, *rate});
  if (!wrong.empty()) {
    err << "scopegraft: " << wrong << "\n";
    return 2;
  }
  out << arguments.change << " for " << arguments.functions << "\n";
  return 0;
}

}  // namespace scopegraft::cli
