// Numbers as a person reads them: three digits and a unit that fits. Also the exact numbers of machine formats.
#pragma once

#include <cstdint>
#include <string>

namespace scopegraft::report {

struct Spelling {
  bool unicode = true;  // "µs" and "±", else "us" and "+-"
};

[[nodiscard]] std::string duration(double ns, Spelling spelling = {});  // "1.23 µs"
[[nodiscard]] std::string bytes(double count);                          // "1.5 kB" (1024), signed
[[nodiscard]] std::string amount(double count);                         // "1.2 M", exact below 10000
[[nodiscard]] std::string percent(double share);                        // "12.3 %"
// "±3 %" of a standard error relative to its value; empty when there is no error.
[[nodiscard]] std::string error_bar(double value, double error, Spelling spelling = {});

// The shortest text that reads back as the same double; "0" for what is not finite. No locale.
[[nodiscard]] std::string number(double value);

// Rounded, and at most as far from zero as any format takes; 0 for what is no number: a damaged profile says anything.
[[nodiscard]] std::int64_t whole(double value);

// "2026-11-28T12:59:54.123Z" of nanoseconds since the Unix epoch.
[[nodiscard]] std::string iso_time(std::uint64_t ns);

inline constexpr double kKilobyte = 1024;
inline constexpr double kMegabyte = 1024 * 1024;
inline constexpr double kMillisecond = 1e6;  // in ns

}  // namespace scopegraft::report
