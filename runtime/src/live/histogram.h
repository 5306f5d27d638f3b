// A node's latency histogram in the profile: a directory of 64 powers of two, each a group of 16 counts that is made when it is
// first needed (profile::Histogram says which value goes where). Called by the owning thread only.
#pragma once

#include <bit>
#include <cstdint>

#include "live/thread.h"

namespace scopegraft::live {

struct HistogramPlace {
  unsigned octave, step;
};

[[nodiscard]] inline HistogramPlace place_in_histogram(std::uint64_t ns) noexcept {
  const unsigned octave = static_cast<unsigned>(std::bit_width(ns | 8)) - 1;  // 3 and up
  // Below 16 the value is the step itself; from there on its four bits behind the leading one are.
  return {octave, static_cast<unsigned>(octave == 3 ? ns : ns >> (octave - 4)) & (format::kSteps - 1)};
}

// The counts of a power of two; null when they are not there yet.
[[nodiscard]] inline std::uint64_t* histogram_group(const ThreadState& state, const format::Node& node, unsigned octave) noexcept {
  const std::uint32_t group = reinterpret_cast<const std::uint32_t*>(state.base + node.histogram * format::kUnit)[octave];
  return group == 0 ? nullptr : reinterpret_cast<std::uint64_t*>(state.base + group * format::kUnit);
}

// Adds and makes what is missing. The first two calls need no histogram: the smallest and the largest say it all.
void add_to_histogram(ThreadState& state, format::Node& node, std::uint64_t ns, std::uint64_t count) noexcept;

}  // namespace scopegraft::live
