#include "live/arena.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

namespace scopegraft::live {
namespace {

constexpr std::uint64_t kPage = 4096, kFirstPiece = 256 << 10, kLargestPiece = 8 << 20, kSmallestRange = 1 << 20;

constexpr std::uint64_t round_up(std::uint64_t size, std::uint64_t unit) { return (size + unit - 1) / unit * unit; }

}  // namespace

bool Arena::open(const Settings& settings, Output& output) noexcept {
  // A program under `ulimit -v` may not get the whole range.
  for (std::uint64_t range = round_up(std::max(settings.max_bytes, kFirstPiece), kPage);; range = round_up(range / 2, kPage)) {
    void* const memory = ::mmap(nullptr, range, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory != MAP_FAILED) {
      base_ = static_cast<char*>(memory);
      reserved_ = range;
      break;
    }
    if (range <= kSmallestRange) return false;
  }
  mapped_ = 0;
  file_ = output.file;
  if (grow(kFirstPiece)) return true;
  if (file_ >= 0) {  // no room on the disk
    abandon(output);
    file_ = -1;
    return grow(kFirstPiece);
  }
  return false;
}

// The blocks of the file are allocated before they are mapped: writing to a hole of a full disk would be a SIGBUS.
bool Arena::grow(std::uint64_t needed) noexcept {
  const std::uint64_t piece = round_up(std::max(needed, std::clamp(mapped_, kFirstPiece, kLargestPiece)), kPage);
  std::uint64_t size = std::min(piece, reserved_ - mapped_);
  if (size < needed) return false;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  if (file_ >= 0) {
    flags = MAP_SHARED;
    if (raw_call(SYS_fallocate, file_, 0, static_cast<long>(mapped_), static_cast<long>(size)) != 0) {
      if (errno != EOPNOTSUPP && errno != ENOSYS) return false;
      static constexpr char zeros[kPage] = {};
      for (std::uint64_t done = 0; done != size; done += kPage)
        if (raw_call(SYS_pwrite64, file_, zeros, kPage, static_cast<long>(mapped_ + done)) != static_cast<long>(kPage)) return false;
    }
  }
  void* const memory = ::mmap(base_ + mapped_, size, PROT_READ | PROT_WRITE, flags | MAP_FIXED, file_,
                              file_ >= 0 ? static_cast<off_t>(mapped_) : 0);
  if (memory == MAP_FAILED) return false;
  mapped_ += size;
  return true;
}

void Arena::map_by_name() const noexcept {
  if (file_ >= 0) static_cast<void>(::mmap(base_, mapped_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file_, 0));
}

format::Block* Arena::add_block(format::BlockType type, std::uint64_t size, std::uint32_t owner) noexcept {
  size = round_up(size, format::kUnit);
  const Locked locked(lock_);
  std::uint64_t& used = header().used;
  if (size > reserved_ || used > reserved_ - size) return nullptr;
  if (used + size > mapped_ && !grow(used + size - mapped_)) return nullptr;
  auto* const block = reinterpret_cast<format::Block*>(base_ + used);
  block->owner = owner;
  block->size = size;
  block->type = static_cast<std::uint32_t>(type);
  // Partner: the reader, which walks [header_size, used) by the blocks' sizes.
  __atomic_store_n(&used, used + size, __ATOMIC_RELEASE);
  return block;
}

void Arena::forget() noexcept {
  lock_.reset();
  if (file_ >= 0) raw_call(SYS_close, file_);
  base_ = nullptr;
  reserved_ = mapped_ = 0;
  file_ = -1;
}

}  // namespace scopegraft::live
