// What a user wrote that cannot be followed: decorators and context fields. Nothing of it breaks a build: the launcher tells it,
// and only --strict makes it an error. Stage: Unit -> [mistakes] -> Outcome. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/call.h"
#include "plan/decorator.h"
#include "rules/diagnostic.h"

namespace scopegraft::engine {

// `text`: of the file that the decorator stands in.
[[nodiscard]] std::vector<rules::Diagnostic> mistakes_of(const Decorator& decorator, std::string_view text);

// A decorated function that cannot be profiled.
[[nodiscard]] rules::Diagnostic without_effect(const rules::Position& decorator, const std::string& function, const std::string& reason);

// `origin`: the place of the option, as a Setting names it ("profiling.yaml:12:5", "decorator src/a.cpp:7:1").
[[nodiscard]] rules::Diagnostic wrong_option(const std::string& origin, std::string message, std::string hint);
[[nodiscard]] rules::Diagnostic wrong_field(const std::string& origin, const std::string& key, const std::string& message, const std::string& hint);

// Lookups that a decorator's `cache` names and its function does not make. (Of rules, only the whole target tells.) `text_of`: of a file,
// for excerpts; may be empty.
[[nodiscard]] std::vector<rules::Diagnostic> lookups_not_made(const std::string& function, const rules::Setting<std::vector<rules::CacheProbe>>& cache, const std::vector<Call>& calls,
                                                              const std::function<std::string(const std::string&)>& text_of);

// Was the function selected by its name, or by a decorator? `reason`: of the decision.
[[nodiscard]] bool is_for_one_function(std::string_view reason);

// The `number`th line, counted from 1, without its end.
[[nodiscard]] std::string line_of(std::string_view text, unsigned number);

// Moves the place to `word`, if that stands in the text at or a few lines behind it, and gives the diagnostic its excerpt.
void point_at(std::string_view text, const std::string& word, rules::Diagnostic& diagnostic);

}  // namespace scopegraft::engine
