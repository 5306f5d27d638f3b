// Names come from strangers' sources and may be no UTF-8; most formats refuse such bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scopegraft::report {

// Length of the valid UTF-8 sequence at the start of `text`, which is not empty; 0 when there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text);
// The text with U+FFFD for each byte that is no UTF-8, and with a blank for each control character.
[[nodiscard]] std::string one_line_of_utf8(std::string_view text);

}  // namespace scopegraft::report
