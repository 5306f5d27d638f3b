// The answer of the rules for one function: profiled or not, why, and every option with the place that set it.
// Stage: RuleSet + FunctionFacts -> Decision -> edit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/diagnostic.h"

namespace scopegraft::rules {

// A value and the rule that gave it: "profiling.yaml:12:5", "built-in default", "decorator src/a.cpp:7:1".
template <class T>
struct Setting {
  T value{};
  std::string origin = "built-in default";
};

struct SampleRate {
  bool automatic = true;  // hold the site within its share of the overhead budget
  double rate = 1.0;      // 0..1, used when not automatic
  friend bool operator==(const SampleRate&, const SampleRate&) = default;
};

struct Collector {
  std::string name;  // "memory", "database", "cache", or one of the program's
  std::vector<std::pair<std::string, std::string>> parameters;  // {"track_queries", "true"}
  friend bool operator==(const Collector&, const Collector&) = default;
};

// A call that looks something up in a cache: within the profiled function, and the lambdas in it, each call of `get` counts as hit
// or miss.
struct CacheProbe {
  std::string get;                  // pattern of the called function: "LruCache::get"
  std::string hit_when = "truthy";  // "truthy", "falsy", or a C++ expression over `result`: "result != nullptr"
  Position at = {}, hit_when_at = {};     // where the two are written
  std::optional<unsigned> pattern = {};   // `get` among RuleSet::patterns(); none in a decorator
  friend bool operator==(const CacheProbe& a, const CacheProbe& b) { return a.get == b.get && a.hit_when == b.hit_when; }
};

// To add an option: 1. a member here, 2. its row in the key table of rules/src/keys.cpp (name, type, where allowed),
// 3. rules/profiling.schema.json (a test compares it with the table), 4. its use in tool/engine/spell.cpp,
// 5. the README's reference.
struct Options {
  Setting<std::string> name;  // shown in reports; "" = the qualified name
  Setting<SampleRate> sample_rate;
  Setting<bool> track_memory{false, "built-in default"};
  Setting<bool> track_args{false, "built-in default"};
  Setting<bool> track_exceptions{true, "built-in default"};
  Setting<bool> inherit_context{true, "built-in default"};
  Setting<bool> create_span{false, "built-in default"};
  Setting<bool> per_instance{false, "built-in default"};
  Setting<std::string> condition;                    // "" = always
  Setting<std::vector<std::string>> context_fields;  // "request_id", "request.user_id"
  Setting<std::vector<std::pair<std::string, std::string>>> add_context;
  Setting<std::vector<Collector>> collectors;
  Setting<std::vector<std::string>> redact;                    // parameters whose values are never kept
  Setting<std::vector<std::string>> group_by;                  // context fields to break the metrics down by
  Setting<std::uint64_t> keep_slow_ns{0, "built-in default"};  // calls slower than this keep their tree; 0 = p99
  Setting<double> overhead_budget{0.02, "built-in default"};   // share of the run time, for automatic rates
  Setting<std::vector<CacheProbe>> cache;
};

enum class Outcome {
  unmatched,  // no rule names the function
  profiled,
  skipped,   // matched, but not worth measuring: trivial, or too few statements
  excluded,  // by an `exclude`, by `SCOPEGRAFT_PROFILE(off)`, or because it stands in a system header
};

struct Decision {
  bool profiled = false;  // outcome == Outcome::profiled
  Outcome outcome = Outcome::unmatched;
  // The rule that selected or excluded the function ("profiling.yaml:9:7"), or "" when no rule names it.
  std::string rule;
  // One phrase for `list` and explain: "matched by `app::load_*` of functions[0]", "excluded by `_private_*` of
  // modules[1]", "trivial (skip_trivial)", "no rule matches".
  std::string reason;
  Options options;
};

// Every option for people and for explain.jsonl, in the order of the README's reference: {"sample_rate", "0.02",
// "profiling.yaml:12:5"}. Values are spelled as in a rules file.
struct SpelledOption {
  std::string key;
  std::string value;
  std::string origin;
};
[[nodiscard]] std::vector<SpelledOption> spell(const Options& options);

}  // namespace scopegraft::rules
