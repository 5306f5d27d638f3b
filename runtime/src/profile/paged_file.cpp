#include "profile/paged_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace scopegraft::profile {

PagedFile::PagedFile(int descriptor, std::uint64_t size)
    : descriptor_(descriptor), size_(size), bytes_(std::make_unique_for_overwrite<std::byte[]>(kPage * kPages)), held_(kPages) {}

void PagedFile::copy_pages(std::uint64_t offset, std::uint64_t size, std::byte* into) {
  while (size != 0) {
    const std::uint64_t page = offset / kPage, within = offset % kPage, part = std::min(size, kPage - within);
    if (held_[page % kPages] != page + 1) load(page);
    std::memcpy(into, bytes_.get() + page % kPages * kPage + within, static_cast<std::size_t>(part));
    offset += part;
    into += part;
    size -= part;
  }
}

void PagedFile::load(std::uint64_t page) {
  std::byte* const begin = bytes_.get() + page % kPages * kPage;
  std::size_t have = 0;
  while (have < kPage) {
    const ssize_t got = ::pread(descriptor_, begin + have, kPage - have, static_cast<off_t>(page * kPage + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && error_ == 0) error_ = errno;
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  std::memset(begin + have, 0, kPage - have);
  held_[page % kPages] = page + 1;
}

}  // namespace scopegraft::profile
