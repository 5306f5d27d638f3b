// The bytes of a profile -> Profile. Called with a file by read(), and with the live records by the runtime itself.
// Trusts nothing in the bytes; they may change while they are read.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>

#include "profile/paged_file.h"
#include "scopegraft/profile/reader.h"

namespace scopegraft::profile {

// `name` stands in the error message. `now_tick`: the clock of a live process, so that running calls count up to now; 0: none.
[[nodiscard]] ReadResult parse(std::span<const std::byte> bytes, const std::string& name, std::uint64_t now_tick = 0);
[[nodiscard]] ReadResult parse(PagedFile& file, const std::string& name);

}  // namespace scopegraft::profile
