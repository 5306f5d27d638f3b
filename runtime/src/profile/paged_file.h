// A file that is read where it is asked for, through a few megabytes of pages: a profile of half a gigabyte needs no more memory than
// what is made of it. Not mapped: a file that shrinks while it is mapped would kill us.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace scopegraft::profile {

class PagedFile {
 public:
  // `descriptor` stays the caller's, and open; `size`: bytes that may be asked for.
  PagedFile(int descriptor, std::uint64_t size);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Bytes [offset, offset + size), which the caller has checked. What cannot be read, or is no longer there, is zero.
  void copy(std::uint64_t offset, std::uint64_t size, void* into) {
    const std::uint64_t within = offset % kPage;
    if (within + size <= kPage)
      __builtin_memcpy(into, page(offset / kPage) + within, static_cast<std::size_t>(size));
    else
      copy_pages(offset, size, static_cast<std::byte*>(into));
  }
  // The same of bytes whose neighbours nobody wants.
  void copy_alone(std::uint64_t offset, std::uint64_t size, void* into) {
    if (held(offset / kPage) != nullptr)
      copy(offset, size, into);
    else
      read(offset, size, static_cast<std::byte*>(into));
  }
  // The same file with pages of its own, for another thread.
  [[nodiscard]] PagedFile again() const { return {descriptor_, size_}; }
  // errno of the first read that failed; 0: none did. That of another thread's pages is noted when it has ended.
  [[nodiscard]] int error() const { return error_; }
  void note(int error) {
    if (error_ == 0) error_ = error;
  }

 private:
  // A page has a few places that it may be in: a reader goes through several parts of a file at once (nodes, their histograms), and with
  // one place each, two that meet in it would be read again for every entry.
  static constexpr std::uint64_t kPage = 64 << 10, kSets = 16, kWays = 4;

  [[nodiscard]] const std::byte* held(std::uint64_t page) const {
    const std::uint64_t first = page % kSets * kWays;
    for (std::uint64_t place = first; place != first + kWays; ++place)
      if (held_[place] == page + 1) return bytes_.get() + place * kPage;
    return nullptr;
  }
  const std::byte* page(std::uint64_t number) {
    const std::byte* const known = held(number);
    return known != nullptr ? known : load(number);
  }
  void read(std::uint64_t offset, std::uint64_t size, std::byte* into);
  void copy_pages(std::uint64_t offset, std::uint64_t size, std::byte* into);
  const std::byte* load(std::uint64_t number);

  int descriptor_;
  std::uint64_t size_;
  std::unique_ptr<std::byte[]> bytes_;
  std::array<std::uint64_t, kSets * kWays> held_{};  // number of the page + 1 at its place, 0: none
  std::array<std::uint8_t, kSets> oldest_{};         // of each set, the way that is read into next
  int error_ = 0;
};

}  // namespace scopegraft::profile
