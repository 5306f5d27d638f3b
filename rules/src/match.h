// Which rules select a function. Stage: Rules + facts -> hits -> decision. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "name.h"
#include "rules.h"

namespace scopegraft::rules {

// A function, class or call, with its names split once for all rules.
struct Query {
  Name name;                     // of the function or callee
  std::vector<Name> class_name;  // one, or none
  std::vector<Name> bases;
  std::string_view file;
  bool installed = false;  // stands in a system header: only a rule that names its place selects it
};

// `facts` must outlive the query.
[[nodiscard]] Query query_of(const FunctionFacts& facts);
[[nodiscard]] Query query_of(const CallFacts& facts);

// A rule that selects, by one of its patterns.
struct Hit {
  unsigned rule = 0;
  unsigned pattern = 0;      // of RuleSet::patterns()
  bool is_explicit = false;  // the pattern names the function itself, not a set
};

enum class Find { first, all };  // patterns of each rule

// Ascending by rule.
[[nodiscard]] std::vector<Hit> hits(const RuleSection& section, const Query& query, Find find);

// The files in which the rule applies. A system header wants a glob that names its place.
enum class GlobChoice { any, naming_a_place };
[[nodiscard]] bool applies_in(const Rule& rule, std::string_view path, GlobChoice choice);

// Headers that the system's package manager or the toolchain installed.
[[nodiscard]] bool is_installed(std::string_view path);

}  // namespace scopegraft::rules
