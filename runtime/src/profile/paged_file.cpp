#include "profile/paged_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace scopegraft::profile {

PagedFile::PagedFile(int descriptor, std::uint64_t size)
    : descriptor_(descriptor), size_(size), bytes_(std::make_unique_for_overwrite<std::byte[]>(kPage * kSets * kWays)) {}

void PagedFile::copy_pages(std::uint64_t offset, std::uint64_t size, std::byte* into) {
  while (size != 0) {
    const std::uint64_t within = offset % kPage, part = std::min(size, kPage - within);
    std::memcpy(into, page(offset / kPage) + within, static_cast<std::size_t>(part));
    offset += part;
    into += part;
    size -= part;
  }
}

const std::byte* PagedFile::load(std::uint64_t number) {
  const std::uint64_t set = number % kSets, place = set * kWays + oldest_[set];
  oldest_[set] = static_cast<std::uint8_t>((oldest_[set] + 1) % kWays);
  std::byte* const begin = bytes_.get() + place * kPage;
  read(number * kPage, kPage, begin);
  held_[place] = number + 1;
  return begin;
}

void PagedFile::read(std::uint64_t offset, std::uint64_t size, std::byte* into) {
  std::uint64_t have = 0;
  while (have < size) {
    const ssize_t got = ::pread(descriptor_, into + have, static_cast<std::size_t>(size - have), static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && error_ == 0) error_ = errno;
    if (got <= 0) break;
    have += static_cast<std::uint64_t>(got);
  }
  std::memset(into + have, 0, static_cast<std::size_t>(size - have));
}

}  // namespace scopegraft::profile
