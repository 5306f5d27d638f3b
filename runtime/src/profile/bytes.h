// A profile's bytes, in memory or in a file, for the parts of the parser.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include "format/layout.h"
#include "profile/paged_file.h"
#include "scopegraft/profile/model.h"

namespace scopegraft::profile {

// Copies out of bytes that somebody else may be writing; every access is checked against their end.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes) : memory_(bytes.data()), size_(bytes.size()) {}
  explicit Bytes(PagedFile& file) : file_(&file), size_(file.size()) {}
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] PagedFile* file() const { return file_; }  // null: they are in memory
  [[nodiscard]] bool holds(std::uint64_t offset, std::uint64_t size) const { return offset <= size_ && size <= size_ - offset; }
  template <typename T>
  [[nodiscard]] bool get(std::uint64_t offset, T& into) const {
    if (!holds(offset, sizeof(T))) return false;
    copy(offset, sizeof(T), &into);
    return true;
  }
  // The same, for a look at one thing here and one far from it.
  template <typename T>
  [[nodiscard]] bool glance(std::uint64_t offset, T& into) const {
    if (file_ == nullptr || !holds(offset, sizeof(T))) return get(offset, into);
    file_->copy_alone(offset, sizeof(T), &into);
    return true;
  }
  [[nodiscard]] std::string text(std::uint64_t offset, std::uint64_t size) const {
    if (!holds(offset, size)) return {};
    std::string out(static_cast<std::size_t>(size), '\0');
    copy(offset, size, out.data());
    return out;
  }
  void limit(std::uint64_t end) { size_ = std::min(end, size_); }

 private:
  void copy(std::uint64_t offset, std::uint64_t size, void* into) const {
    if (file_ != nullptr)
      file_->copy(offset, size, into);
    else
      std::memcpy(into, memory_ + offset, static_cast<std::size_t>(size));
  }

  const std::byte* memory_ = nullptr;
  PagedFile* file_ = nullptr;
  std::uint64_t size_;
};

// A sum out of the file: no damage makes it infinite.
inline double finite(double value) { return std::isfinite(value) && value > 0 ? std::min(value, 1e80) : 0; }

// The same of a difference, and of what a program's own collector tells.
inline double bounded(double value) { return std::isfinite(value) ? std::clamp(value, -1e80, 1e80) : 0; }

}  // namespace scopegraft::profile
