// SQL as sent -> SQL that equal queries share: no comments, literals or positions of parameters ("?" for all of them), one space
// where there were some, IN lists of one element, VALUES of one row. Reads what SQLite, PostgreSQL and MySQL quote. Any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace scopegraft::collectors {

// Writes at most `room` bytes; gives how many.
[[nodiscard]] std::size_t normalize_statement(std::string_view statement, char* into, std::size_t room) noexcept;

}  // namespace scopegraft::collectors
