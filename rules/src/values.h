// Texts of single values as typed values: numbers, shares, durations. Stage: scalar -> value. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scopegraft::rules {

[[nodiscard]] std::optional<bool> parse_boolean(std::string_view text);   // "true", "false"
[[nodiscard]] std::optional<double> parse_number(std::string_view text);  // finite
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text);
[[nodiscard]] std::optional<double> parse_share(std::string_view text);  // "2%" or "0.02" -> 0.02, not range checked
[[nodiscard]] std::optional<std::uint64_t> parse_duration(std::string_view text);  // "50ms" -> nanoseconds, above 0

// The shortest text that reads back as the number: "0.1".
[[nodiscard]] std::string spell(double number);

[[nodiscard]] bool is_identifier(std::string_view text);  // of C++, UTF-8 letters allowed
// Asked of every byte of every source, so inline.
[[nodiscard]] constexpr bool is_identifier_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace scopegraft::rules
