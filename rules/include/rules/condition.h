// When to measure, as a language: `debug_mode || load_high(0.8) && !env_set(QUIET)`. Stage: text of `condition:` ->
// Condition -> the C++ that the engine spells. Precedence and spelling are C++'s. Pure; any thread.
//
//   env_set(X)            the environment variable X is set
//   env_equals(X, value)  it has this value; values with blanks, commas or parentheses stand in double quotes
//   debug_mode            SCOPEGRAFT_DEBUG is set, or the program was built without NDEBUG
//   load_high(0.8)        the load average per core is above this; without an argument: 0.8
//   user_flagged(f)       the flag f is in the current context
//   call(my::predicate)   a function of the program: bool my::predicate()
//   arg(n > 100)          a C++ expression over the parameters
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scopegraft::rules {

struct Condition {
  enum class Kind {
    always,  // an empty text
    env_set,
    env_equals,
    debug_mode,
    load_high,
    user_flagged,
    call,
    argument,
    any_of,  // ||
    all_of,  // &&
    negation,
  };
  Kind kind = Kind::always;
  std::string subject = {};              // the variable, flag, function or expression
  std::string value = {};                // of env_equals
  double threshold = 0.8;           // of load_high
  std::vector<Condition> operands = {};  // two or more of any_of and all_of, one of negation
  friend bool operator==(const Condition&, const Condition&) = default;
};

struct ConditionMistake {
  std::size_t offset = 0;  // in the text, in bytes
  std::string message;
  std::string hint;
};

struct ConditionResult {
  Condition condition;  // `always` after a mistake
  std::vector<ConditionMistake> mistakes;
};

[[nodiscard]] ConditionResult parse_condition(std::string_view text);

// The text that parses to this condition, with only the parentheses it needs.
[[nodiscard]] std::string spell(const Condition& condition);

// Does a part of it read parameters of the function?
[[nodiscard]] bool uses_arguments(const Condition& condition);

}  // namespace scopegraft::rules
