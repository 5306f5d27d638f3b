// One parse by Clang with as few function bodies as possible. Stage: command line -> [parse] -> Unit.
// The only door to Clang: everything behind it is private. One call per process at a time.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/unit.h"
#include "rules/decision.h"

namespace scopegraft::engine {

// What the rules want of a function that is to be looked up in its parse.
struct Wanted {
  std::vector<std::string> fields;                       // context_fields
  rules::Setting<std::vector<rules::CacheProbe>> cache;  // the lookups that count
};

struct ParseRequest {
  std::string source;                  // as on the compiler's command line
  std::vector<std::string> arguments;  // of the clang driver, without -c, -o and the source
  std::string resource_directory;      // of the installed Clang
  std::string preludes;                // where the precompiled standard headers of the build lie, "" = it has none
  // Can a rule match a function whose body stands in this file? Called once per file.
  std::function<bool(std::string_view path, std::string_view text)> may_match;
  std::function<Wanted(const rules::FunctionFacts&)> wanted_of;
  // Does a rule speak of this call? None: no rule speaks of any.
  std::function<bool(const rules::CallFacts&)> wants_call;
  // Does it hand over what an `executors:` rule speaks of? None: no rule does.
  std::function<bool(const rules::CallFacts&)> wants_executor;
};

[[nodiscard]] Unit parse(const ParseRequest& request);

// <prefix>/lib/clang/<version> of the Clang this program was linked with, wherever it is installed now; "" when none is.
[[nodiscard]] std::string find_resource_directory();

}  // namespace scopegraft::engine
