// Where SCOPEGRAFT_PROFILE(...) stands in a source, and what it speaks of. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/facts.h"

namespace scopegraft::engine {

struct DecoratorText {
  std::string_view arguments;  // between the parentheses
  // Where the declaration may begin that it speaks of: behind it, and behind each attribute and decorator that follows.
  std::vector<std::size_t> declaration_begins;
};

// One decorator of the unit, and what the parse found it to speak of.
struct Decorator {
  rules::DecoratorFacts facts;
  int instance = -1;
  bool in_macro = false;  // a macro makes it: it cannot be read
  bool on_function = false, on_class = false;
};

// `at`: offset of the word SCOPEGRAFT_PROFILE.
[[nodiscard]] DecoratorText read_decorator(std::string_view text, std::size_t at);

}  // namespace scopegraft::engine
