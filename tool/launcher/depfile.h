// Mends the dependency file that the compiler wrote for a rewritten unit, so that it names what the user has.
// Stage: depfile text -> depfile text. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::launcher {

struct DependencyRule {
  std::vector<std::string> targets;
  std::vector<std::string> prerequisites;
};

// Make's syntax as GCC and Clang write it: escaped blanks, `$$`, `\#`, continued lines.
[[nodiscard]] std::vector<DependencyRule> parse_depfile(std::string_view text);
[[nodiscard]] std::string write_depfile(const std::vector<DependencyRule>& rules);

// `originals`: rewritten file -> the file it stands for. `more`: added to the first rule. Each prerequisite stands once.
[[nodiscard]] std::vector<DependencyRule> mend(std::vector<DependencyRule> rules, const std::map<std::string, std::string>& originals,
                                               const std::vector<std::string>& more);

}  // namespace scopegraft::launcher
