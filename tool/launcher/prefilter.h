// Decides without Clang whether a unit can hold anything that a rule matches: its own text and, by a lexical scan of the
// includes, every project header it may reach. Stage: RuleSet + command -> never | maybe. Pure but for reading files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "launcher/command_line.h"
#include "rules/rule_set.h"

namespace scopegraft::launcher {

// `directory`: where the command runs, "" = here; relative names of the command are relative to it.
[[nodiscard]] rules::Relevance unit_relevance(const rules::RuleSet& rules, const CompilerCommand& command, const std::string& source,
                                              const std::string& directory = "");

struct Include {
  std::string name;
  bool quoted = false;
  bool computed = false;  // `#include MACRO`: what it names is not known here
};

// Every include directive of a text, those in skipped regions too.
[[nodiscard]] std::vector<Include> scan_includes(std::string_view text);

}  // namespace scopegraft::launcher
