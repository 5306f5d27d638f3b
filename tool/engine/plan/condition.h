// `condition:` of a rule -> a C++ expression of type bool. Part of spelling; pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace scopegraft::engine {

// "" for a condition that is always true, and for one that the rules would have refused.
[[nodiscard]] std::string condition_expression(std::string_view condition);

}  // namespace scopegraft::engine
