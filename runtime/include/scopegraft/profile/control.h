// Asks a running program to measure more or less, through the control page of its profile. Only for the user whose profile it is.
#pragma once

#include <filesystem>
#include <string>

namespace scopegraft::profile {

struct Wish {
  static constexpr double kAuto = 2, kByRules = -1;
  std::string functions = "**";  // `*` within one component, `**` across; without `::` also the last component alone
  double rate = kByRules;        // 0 (counted only) to 1, or one of the above
};

// Empty, or what is wrong, as one sentence. Threads follow at their next call of a function that they have called before. A wish for
// the same pattern replaces the one before; at most 14 patterns are kept, and the latest that matches a function counts.
[[nodiscard]] std::string ask_for(const std::filesystem::path& file, const Wish& wish);

}  // namespace scopegraft::profile
