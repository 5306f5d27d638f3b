// A file that is read where it is asked for, through a few megabytes of pages: a profile of half a gigabyte needs no more memory than
// what is made of it. Not mapped: a file that shrinks while it is mapped would kill us.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace scopegraft::profile {

class PagedFile {
 public:
  // `descriptor` stays the caller's, and open; `size`: bytes that may be asked for.
  PagedFile(int descriptor, std::uint64_t size);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Bytes [offset, offset + size), which the caller has checked. What cannot be read, or is no longer there, is zero.
  void copy(std::uint64_t offset, std::uint64_t size, void* into) {
    const std::uint64_t page = offset / kPage, within = offset % kPage;
    if (within + size <= kPage && held_[page % kPages] == page + 1)
      __builtin_memcpy(into, bytes_.get() + page % kPages * kPage + within, static_cast<std::size_t>(size));
    else
      copy_pages(offset, size, static_cast<std::byte*>(into));
  }
  // errno of the first read that failed; 0: none did.
  [[nodiscard]] int error() const { return error_; }

 private:
  static constexpr std::uint64_t kPage = 64 << 10, kPages = 64;

  void copy_pages(std::uint64_t offset, std::uint64_t size, std::byte* into);
  void load(std::uint64_t page);

  int descriptor_;
  std::uint64_t size_;
  std::unique_ptr<std::byte[]> bytes_;
  std::vector<std::uint64_t> held_;  // number of the page + 1 at its place, 0: none
  int error_ = 0;
};

}  // namespace scopegraft::profile
