// Every word a rules file may use: its type, where it may stand, what it does. The one table behind reading, checking,
// suggestions, decorators in the source, and (by a test) the JSON schema. Constant data.
//
// To add an option: see `Options` in rules/decision.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rules/decision.h"

namespace scopegraft::rules {

// Places of the language, as bits of `Key::places`.
enum Place : unsigned {
  kTop = 1U << 0U,
  kDefaults = 1U << 1U,
  kModule = 1U << 2U,
  kClass = 1U << 3U,
  kFunction = 1U << 4U,
  kCall = 1U << 5U,
  kTest = 1U << 6U,
  kDecorator = 1U << 7U,  // SCOPEGRAFT_PROFILE(...) in the source
  kExecutor = 1U << 8U,
};

enum class Type {
  version,
  text,  // one line, not empty
  boolean,
  sample_rate,  // auto, or 0..1
  share,        // 2% or 0.02
  duration,     // 50ms
  count,
  fields,  // request.user_id: identifiers joined by dots, one or a list
  pairs,   // {key: text}
  collectors,
  condition,
  cache,
  patterns,  // of qualified names
  globs,
  extends,
  section,  // a list of rules
  defaults,
  expectation,
};

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Value = std::variant<bool, double, std::uint64_t, std::string, SampleRate, std::vector<std::string>, Pairs,
                           std::vector<Collector>, std::vector<CacheProbe>>;

struct Key {
  std::string_view name;
  Type type;
  unsigned places;
  // Set, read and trace the option that the key names; null for keys that are not options of a decision.
  void (*apply)(Options& options, const Value& value, const std::string& origin);
  Value (*get)(const Options& options);
  const std::string& (*origin)(const Options& options);
  std::string_view help;
};

[[nodiscard]] std::span<const Key> keys();

// The key, wherever it may stand, or null.
[[nodiscard]] const Key* find_key(std::string_view name);

[[nodiscard]] std::vector<std::string> keys_allowed_in(Place place);

// "at the top level", "in `classes`", "in a decorator"; with several bits, joined by "or".
[[nodiscard]] std::string name_of_places(unsigned places);

// What is wrong with `word` as a key at `place`, and what to write instead.
struct WrongKey {
  std::string message;
  std::string hint;
};
[[nodiscard]] WrongKey explain_wrong_key(std::string_view word, Place place);

}  // namespace scopegraft::rules
