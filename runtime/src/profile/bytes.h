// A profile's bytes and its nodes as they stand there, for the parts of the parser.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include "format/layout.h"
#include "scopegraft/profile/model.h"

namespace scopegraft::profile {

// Copies out of bytes that somebody else may be writing; every access is checked against their end.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }
  [[nodiscard]] bool holds(std::uint64_t offset, std::uint64_t size) const {
    return offset <= bytes_.size() && size <= bytes_.size() - offset;
  }
  template <typename T>
  [[nodiscard]] bool get(std::uint64_t offset, T& into) const {
    if (!holds(offset, sizeof(T))) return false;
    std::memcpy(&into, bytes_.data() + offset, sizeof(T));
    return true;
  }
  [[nodiscard]] std::string text(std::uint64_t offset, std::uint64_t size) const {
    if (!holds(offset, size)) return {};
    return {reinterpret_cast<const char*>(bytes_.data()) + offset, static_cast<std::size_t>(size)};
  }
  void limit(std::uint64_t end) { bytes_ = bytes_.first(static_cast<std::size_t>(std::min<std::uint64_t>(end, bytes_.size()))); }

 private:
  std::span<const std::byte> bytes_;
};

// A sum out of the file: no damage makes it infinite.
inline double finite(double value) { return std::isfinite(value) && value > 0 ? std::min(value, 1e80) : 0; }

// The same of a difference.
inline double bounded(double value) { return std::isfinite(value) ? std::clamp(value, -1e80, 1e80) : 0; }

struct RawNode {
  std::uint32_t index;  // in the file
  std::uint32_t thread;
  format::Node node;
  std::uint64_t pending_calls = 0;
  double pending_active = 0;  // ticks of those of a coroutine: all of them
  Histogram pending;    // calls of the thread's ring that are not in the node yet (they are in the node's sums here)
};

}  // namespace scopegraft::profile
