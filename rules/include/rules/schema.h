// The JSON schema of the rule language (draft-07), for editors: rules/profiling.schema.json as built into the program.
#pragma once

#include <string_view>

namespace scopegraft::rules {

[[nodiscard]] std::string_view schema();

}  // namespace scopegraft::rules
