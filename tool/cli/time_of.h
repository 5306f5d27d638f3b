// Points in time as users write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace scopegraft::cli {

// "2026-01-31T12:00", "2026-01-31 12:00:30" (local time) or seconds since 1970, as nanoseconds since 1970.
[[nodiscard]] std::optional<std::uint64_t> time_of(const std::string& text);

}  // namespace scopegraft::cli
