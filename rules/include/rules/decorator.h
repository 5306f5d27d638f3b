// Decorators in the source: SCOPEGRAFT_PROFILE(name = "load", sample_rate = 0.1, context_fields = {id, user.name}).
// Stage: text between the parentheses -> DecoratorFacts -> options, by the same key table as rules files. Pure; any
// thread.
//
// Values: true, 0.1, auto, 50ms, "text"; lists {a, b}; maps {key = "value"}; collectors {memory, database(track_queries
// = true)}; conditions as they are, or as a text.
#pragma once

#include <string_view>
#include <vector>

#include "rules/diagnostic.h"
#include "rules/facts.h"

namespace scopegraft::rules {

enum class DecoratorTarget { function, its_class };

// The text between the parentheses, split into `off` and key = value. Never fails: a part without `=` becomes a key
// with an empty value, which check_decorator() reports. `of_arguments`: where that text begins, for the places of the
// options.
[[nodiscard]] DecoratorFacts parse_decorator(std::string_view arguments, Position at, Position of_arguments = {});

// What is wrong with it: unknown keys with the nearest known one, values of the wrong type. decide() goes on without
// the options that are wrong.
[[nodiscard]] std::vector<Diagnostic> check_decorator(const DecoratorFacts& decorator, DecoratorTarget target);

}  // namespace scopegraft::rules
