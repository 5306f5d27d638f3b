// Totals per site at moments of the run: the difference of two is what happened between them. Four a second at first; when there
// are too many, every other one goes and they come half as often, so any run has between 128 and 256 of them. Any thread.
#pragma once

#include <cstdint>

#include "format/layout.h"
#include "live/system.h"

namespace scopegraft::live {

class Windows {
 public:
  static constexpr unsigned kMost = 256;
  static constexpr std::uint64_t kFirstIntervalNs = 250'000'000;

  // At `now` ticks, if the latest window is old enough.
  void keep_if_due(std::uint64_t now) noexcept;
  // In any case (nothing is done while another thread does it).
  void keep() noexcept;
  void forget() noexcept;

 private:
  void take() noexcept;  // these hold the lock
  void thin_out() noexcept;
  [[nodiscard]] format::Block* block_for(std::uint32_t sites) noexcept;

  SpinLock lock_;
  format::Block* kept_[kMost] = {};
  unsigned count_ = 0;
  format::Block* unused_[kMost] = {};
  unsigned unused_count_ = 0;
  std::uint64_t interval_ns_ = kFirstIntervalNs;
  std::uint64_t taken_at_ = 0;
  std::uint64_t took_ = 0;  // ticks, the latest one
};

}  // namespace scopegraft::live
