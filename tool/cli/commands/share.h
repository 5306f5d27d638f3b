// Shares as users write them.
#pragma once

#include <optional>
#include <string>

namespace scopegraft::cli {

// "10%" or "0.1" as 0.1; nothing when it is neither.
[[nodiscard]] std::optional<double> share_of(const std::string& text);

}  // namespace scopegraft::cli
