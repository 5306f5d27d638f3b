#include "live/arena.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace scopegraft::live {
namespace {

constexpr std::uint64_t kPage = 4096, kFirstPiece = 512 << 10, kLargestPiece = 8 << 20, kSmallestRange = 256 << 10, kLast = 256 << 10;
constexpr std::uint64_t kTriesOneOf = 4096;

constexpr std::uint64_t round_up(std::uint64_t size, std::uint64_t unit) { return (size + unit - 1) / unit * unit; }

// The blocks of the file are allocated before they are mapped: writing to a hole of a full disk would be a SIGBUS, and to ask for more than
// `ulimit -f` allows a SIGXFSZ.
bool allocate(int file, std::uint64_t begin, std::uint64_t size) noexcept {
  rlimit limit{};
  if (raw_call(SYS_prlimit64, 0, RLIMIT_FSIZE, nullptr, &limit) == 0 && begin + size > limit.rlim_cur) return errno = EFBIG, false;
  if (raw_call(SYS_fallocate, file, 0, static_cast<long>(begin), static_cast<long>(size)) == 0) return true;
  if (errno != EOPNOTSUPP && errno != ENOSYS) return false;
  static constexpr char zeros[kPage] = {};
  for (std::uint64_t done = 0; done != size; done += kPage)
    if (raw_call(SYS_pwrite64, file, zeros, kPage, static_cast<long>(begin + done)) != static_cast<long>(kPage)) return false;
  return true;
}

}  // namespace

bool Arena::open(const Settings& settings, Output& output) noexcept {
  // A program under `ulimit -v` may not get the whole range.
  for (std::uint64_t range = round_up(std::max(settings.max_bytes, kSmallestRange), kPage);; range = round_up(range / 2, kPage)) {
    void* const memory = ::mmap(nullptr, range, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory != MAP_FAILED) {
      base_ = static_cast<char*>(memory);
      reserved_ = range;
      break;
    }
    if (range <= kSmallestRange) return false;
  }
  const std::uint64_t first = std::min(kFirstPiece, reserved_);
  last_ = std::min(kLast, reserved_ / 4);
  mapped_ = touched_ = 0;
  file_ = output.file;
  log_ = settings.log;
  if (grow(first)) return true;
  if (file_ >= 0) {
    if (log_) say("scopegraft: no room for '", output.name, "' on its disk: records stay in memory");
    abandon(output);
    file_ = -1;
    return grow(first);
  }
  return false;
}

bool Arena::grow(std::uint64_t needed) noexcept {
  const std::uint64_t least = round_up(needed, kPage), piece = std::max(least, std::clamp(mapped_, kFirstPiece, kLargestPiece));
  std::uint64_t size = std::min(piece, reserved_ - mapped_);
  if (size < needed) return false;
  const int flags = file_ >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  if (file_ >= 0 && !allocate(file_, mapped_, size) && !allocate(file_, mapped_, size = std::min(least, size))) return false;
  void* const memory = ::mmap(base_ + mapped_, size, PROT_READ | PROT_WRITE, flags | MAP_FIXED, file_,
                              file_ >= 0 ? static_cast<off_t>(mapped_) : 0);
  if (memory == MAP_FAILED) return false;
  mapped_ += size;
  return true;
}

void Arena::map_by_name() noexcept {
  if (file_ < 0) return;
  static_cast<void>(::mmap(base_, mapped_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file_, 0));
  touched_ = 0;
}

// Some pages at once: one by one, at the first write to each, they take many times as long.
void Arena::touch(std::uint64_t needed) noexcept {
  constexpr std::uint64_t kAtOnce = 128 << 10;
  constexpr int kPopulateWrite = 23;  // MADV_POPULATE_WRITE, Linux 5.14; where it is not known, pages come as they are written
  const std::uint64_t end = std::min(mapped_, round_up(needed + kAtOnce, kPage));
  if (end > touched_) static_cast<void>(::madvise(base_ + touched_, end - touched_, kPopulateWrite));
  touched_ = end;
}

// Grows as long as it can, so that the last of the room stays free.
bool Arena::make_room(std::uint64_t size, Room room) noexcept {
  const std::uint64_t used = header().used;
  if (size > reserved_ || used > reserved_ - size) return false;
  if (used + size + last_ <= mapped_) return true;
  // As much was refused before: not tried again at every call that has no place.
  const bool tries = size < refused_size_ || ++refused_ % kTriesOneOf == 0;
  if (tries && grow(used + size + last_ - mapped_)) return true;
  if (tries) refused_size_ = std::min(refused_size_, size);
  if (std::exchange(log_, false)) say("scopegraft: no room for more records: what does not fit into them is counted as dropped");
  return room == Room::kLast && used + size <= mapped_;
}

format::Block* Arena::add_block(format::BlockType type, std::uint64_t size, std::uint32_t owner, Room room) noexcept {
  size = round_up(size, format::kUnit);
  const Locked locked(lock_);
  std::uint64_t& used = header().used;
  if (!make_room(size, room)) return nullptr;
  if (used + size > touched_) touch(used + size);
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
  reserved_ = mapped_ = touched_ = 0;
  refused_size_ = ~std::uint64_t{0};
  file_ = -1;
}

}  // namespace scopegraft::live
