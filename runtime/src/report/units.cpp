#include "scopegraft/report/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace scopegraft::report {

namespace {

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
  return end.ec == std::errc() ? std::string(text.data(), end.ptr) : number(value);
}

// Three significant digits of 0 <= |value| < 1000 or so.
std::string three_digits(double value) {
  const double size = std::abs(value);
  return fixed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

}  // namespace

std::string duration(double ns, Spelling spelling) {
  const double size = std::abs(ns);
  if (size < 0.005) return "0 ns";
  if (size < 999.5) return three_digits(ns) + " ns";
  if (size < 999.5e3) return three_digits(ns / 1e3) + (spelling.unicode ? " µs" : " us");
  if (size < 999.5e6) return three_digits(ns / 1e6) + " ms";
  if (size < 600e9) return three_digits(ns / 1e9) + " s";
  if (size < 36000e9) return three_digits(ns / 60e9) + " min";
  return three_digits(ns / 3600e9) + " h";
}

std::string bytes(double count) {
  static constexpr std::array kUnits = {" B", " kB", " MB", " GB", " TB", " PB"};
  std::size_t unit = 0;
  while (std::abs(count) >= 999.5 && unit + 1 < kUnits.size()) {
    count /= 1024;
    ++unit;
  }
  return (unit == 0 ? fixed(count, 0) : three_digits(count)) + kUnits[unit];
}

std::string amount(double count) {
  if (std::abs(count) < 9999.5) return fixed(count, 0);
  static constexpr std::array kUnits = {" k", " M", " G", " T", " P", " E"};
  std::size_t unit = 0;
  count /= 1000;
  while (std::abs(count) >= 999.5 && unit + 1 < kUnits.size()) {
    count /= 1000;
    ++unit;
  }
  return three_digits(count) + kUnits[unit];
}

std::string percent(double share) {
  const double value = share * 100;
  if (value != 0 && std::abs(value) < 0.05) return "<0.1 %";
  return fixed(value, 1) + " %";
}

std::string error_bar(double value, double error, Spelling spelling) {
  if (error <= 0 || value <= 0) return "";
  const double share = error / value * 100;
  const std::string sign = spelling.unicode ? "±" : "+-";
  if (share < 0.1) return sign + "<0.1 %";
  return sign + fixed(share, share < 0.95 ? 1 : 0) + " %";
}

std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  std::array<char, 64> text{};
  const double rounded = std::round(value);
  // Whole numbers are written out: 1e+06 is a surprise in a CSV file.
  const auto end = rounded == value && std::abs(value) < 1e15
                       ? std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(value))
                       : std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

std::int64_t whole(double value) {
  constexpr double kLargest = 9e18;
  return std::isnan(value) ? 0 : static_cast<std::int64_t>(std::round(std::clamp(value, -kLargest, kLargest)));
}

std::string iso_time(std::uint64_t ns) {
  const auto seconds = static_cast<std::time_t>(ns / 1'000'000'000U);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::array<char, 8> millis{};
  std::snprintf(millis.data(), millis.size(), ".%03uZ", static_cast<unsigned>(ns / 1'000'000U % 1000U));
  return std::string(text.data(), length) + millis.data();
}

}  // namespace scopegraft::report
