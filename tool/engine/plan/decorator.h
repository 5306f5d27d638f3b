// Where SCOPEGRAFT_PROFILE(...) stands in a source, and what it speaks of. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace scopegraft::engine {

struct DecoratorText {
  std::string_view arguments;  // between the parentheses
  // Where the declaration may begin that it speaks of: behind it, and behind each attribute and decorator that follows.
  std::vector<std::size_t> declaration_begins;
};

// `at`: offset of the word SCOPEGRAFT_PROFILE.
[[nodiscard]] DecoratorText read_decorator(std::string_view text, std::size_t at);

}  // namespace scopegraft::engine
