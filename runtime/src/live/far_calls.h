// What counting a call takes where the program has done other things since the function's latest one, and the caches and the processor's
// guesses are full of them: measured amid the program, on a few functions and records that nothing else uses, some time after they were
// used last (format::kFarLagsNs).
#pragma once

#include <cstdint>

#include "format/layout.h"

namespace scopegraft::live {

// A thread's series of measurements: each leaves the caches to the program for longer than the one before.
struct FarCalls {
  std::uint64_t due = ~std::uint64_t{0};  // when the next one is
  unsigned next = 0;                      // its lag
};

// Before all; again in the child of a fork. Touches what the measurements use, lest the first one meet pages that are not there yet.
void prepare_far_calls() noexcept;
// Begins a series with a measurement: the process's first one, or when it is time for the next. Any thread.
void begin_far_calls(FarCalls& series, bool is_time, format::Header& header) noexcept;
// Does what is due. A microsecond or a few.
void go_on_with_far_calls(FarCalls& series, format::Header& header) noexcept;

}  // namespace scopegraft::live
