// `condition:` of a rule -> a C++ expression. Part of spelling; pure; any thread.
//
//   env_set(X)  env_equals(X, value)  debug_mode  load_high  load_high(0.8)  user_flagged(f)
//   call(my::predicate)   any bool() function of the program
//   arg(n > 100)          any C++ expression over the parameters
//   ||  &&  !  ( )
#pragma once

#include <string>
#include <string_view>

namespace scopegraft::engine {

// "" for an empty condition. Words that are none of the above stay as they are: the rules have been checked before.
[[nodiscard]] std::string condition_expression(std::string_view condition);

}  // namespace scopegraft::engine
