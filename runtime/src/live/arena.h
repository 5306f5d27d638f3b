// The memory of the records: a reserved range of addresses, filled with the profile file piece by piece as it grows, or with
// private memory where there is no file. Blocks are never freed. Growth takes a lock; writers of records never wait for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "format/layout.h"
#include "live/output.h"
#include "live/system.h"

namespace scopegraft::live {

// The last of the room is kept for what makes counts complete: sites, threads and the nodes where calls without a place are counted.
enum class Room { kUsual, kLast };

class Arena {
 public:
  // False: not even private memory could be had.
  [[nodiscard]] bool open(const Settings& settings, Output& output) noexcept;
  // Zeroed; null when the limit or the disk is reached. `size` counts the block's header.
  [[nodiscard]] format::Block* add_block(format::BlockType type, std::uint64_t size, std::uint32_t owner, Room room = Room::kUsual) noexcept;

  [[nodiscard]] format::Header& header() const noexcept { return *reinterpret_cast<format::Header*>(base_); }
  [[nodiscard]] format::Control& control() const noexcept { return *reinterpret_cast<format::Control*>(base_ + format::kControlAt); }
  [[nodiscard]] bool contains(const void* place) const noexcept {
    return static_cast<std::uint64_t>(static_cast<const char*>(place) - base_) < reserved_;
  }
  [[nodiscard]] std::uint32_t index_of(const void* place) const noexcept {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(static_cast<const char*>(place) - base_) / format::kUnit);
  }
  template <typename T>
  [[nodiscard]] T* at(std::uint32_t index) const noexcept {
    return reinterpret_cast<T*>(base_ + index * format::kUnit);
  }
  [[nodiscard]] const char* base() const noexcept { return base_; }
  [[nodiscard]] std::uint64_t reserved() const noexcept { return reserved_; }
  [[nodiscard]] int file() const noexcept { return file_; }
  // Maps the first piece once more, when the file has got its name: to valgrind, pieces of one file by two names are a fatal error of its own.
  void map_by_name() noexcept;
  // In the child of a fork: forgets the parent's records, whose mapping stays because open scopes point into it.
  void forget() noexcept;

 private:
  [[nodiscard]] bool grow(std::uint64_t needed) noexcept;
  void touch(std::uint64_t needed) noexcept;
  [[nodiscard]] bool make_room(std::uint64_t size, Room room) noexcept;

  char* base_ = nullptr;
  std::uint64_t reserved_ = 0;
  std::uint64_t last_ = 0;    // bytes that are kept for Room::kLast
  std::uint64_t mapped_ = 0;  // under the lock, as what follows
  std::uint64_t touched_ = 0; // as far as the pages are there
  std::uint64_t refused_size_ = ~std::uint64_t{0}, refused_ = 0;  // the smallest block that there was no room for, and how often since
  int file_ = -1;
  bool log_ = false;  // whether to say when there is no room
  SpinLock lock_;
};

}  // namespace scopegraft::live
