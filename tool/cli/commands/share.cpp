#include "commands/share.h"

#include <charconv>

namespace scopegraft::cli {

std::optional<double> share_of(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || value < 0) return std::nullopt;
  if (rest == end) return value;
  if (rest + 1 == end && *rest == '%') return value / 100;
  return std::nullopt;
}

}  // namespace scopegraft::cli
