// Reads SCOPEGRAFT_PROFILE(...) as written in a source. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/facts.h"

namespace scopegraft::engine {

struct DecoratorText {
  rules::DecoratorFacts facts;  // without a position
  // Where the declaration may begin that it speaks of: behind it, and behind each attribute and decorator that follows.
  std::vector<std::size_t> declaration_begins;
};

// `at`: offset of the word SCOPEGRAFT_PROFILE. Values keep their quotes.
[[nodiscard]] DecoratorText read_decorator(std::string_view text, std::size_t at);

}  // namespace scopegraft::engine
