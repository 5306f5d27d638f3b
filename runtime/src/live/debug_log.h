// What SCOPEGRAFT_LOG=debug tells on stderr: what was configured, what was attached and what was measured. Whoever calls is Busy.
#pragma once

#include <cstdint>

#include "format/layout.h"
#include "live/settings.h"

namespace scopegraft::live {

// Each setting that is not the default.
void log_settings(const Settings& settings) noexcept;
// A site that is visited for the first time; excluded: by SCOPEGRAFT_EXCLUDE_PATTERNS.
enum class Attached { yes, excluded };
void log_site(const char* function, std::uint64_t size, const char* options, Attached how) noexcept;
// At the end: how many calls of how many were measured.
void log_calls() noexcept;

}  // namespace scopegraft::live
