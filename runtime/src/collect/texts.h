// Texts that values are kept by (normalised statements), each once in the profile, by number. Any thread; takes a lock.
#pragma once

#include <cstdint>
#include <string_view>

namespace scopegraft::collectors {

inline constexpr std::uint32_t kMostTexts = 4096, kLongestText = 1000;

// The number of a text, which is cut to kLongestText bytes; 0: there are too many.
[[nodiscard]] std::uint32_t text_number(std::string_view text) noexcept;
[[nodiscard]] std::uint64_t text_hash(std::string_view text) noexcept;
// In the child of a fork.
void forget_texts() noexcept;

}  // namespace scopegraft::collectors
