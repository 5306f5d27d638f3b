#include "time_of.h"

#include <time.h>

#include <array>
#include <charconv>
#include <ctime>

namespace scopegraft::cli {
namespace {

constexpr double kNanoseconds = 1e9;
constexpr double kLatest = 1e10;  // in the year 2286

}  // namespace

std::optional<std::uint64_t> time_of(const std::string& text) {
  double seconds = 0;
  const char* end = text.data() + text.size();
  if (const auto [rest, error] = std::from_chars(text.data(), end, seconds); error == std::errc() && rest == end)
    return seconds >= 0 && seconds < kLatest ? std::optional(static_cast<std::uint64_t>(seconds * kNanoseconds))
                                             : std::nullopt;
  static constexpr std::array kFormats{"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
                                       "%Y-%m-%d"};
  for (const char* format : kFormats) {
    std::tm parts{};
    const char* rest = strptime(text.c_str(), format, &parts);
    if (rest == nullptr || *rest != '\0') continue;
    parts.tm_isdst = -1;
    const std::time_t time = std::mktime(&parts);
    if (time >= 0) return static_cast<std::uint64_t>(time) * 1'000'000'000U;
  }
  return std::nullopt;
}

}  // namespace scopegraft::cli
