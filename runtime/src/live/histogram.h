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

// Of a number that is not 0. One instruction, as compilers know an exclusive or with 63, and nothing else, for it.
[[nodiscard]] inline unsigned leading_bit(std::uint64_t number) noexcept { return 63U ^ static_cast<unsigned>(std::countl_zero(number)); }

[[nodiscard]] inline HistogramPlace place_in_histogram(std::uint64_t ns) noexcept {
  // Below 16 the value is the step itself; from there on its four bits behind the leading one are. No branch: short durations lie around 16.
  const unsigned octave = leading_bit(ns | 8);  // 3 and up
  const unsigned above = octave - 3, shift = above - (above != 0 ? 1 : 0);
  return {octave, static_cast<unsigned>(ns >> shift) & (format::kSteps - 1)};
}

// The counts of a power of two; null when they are not there yet.
[[nodiscard]] inline std::uint64_t* histogram_group(char* base, const format::Node& node, unsigned octave) noexcept {
  const std::uint32_t group = reinterpret_cast<const std::uint32_t*>(base + node.histogram * format::kUnit)[octave];
  return group == 0 ? nullptr : reinterpret_cast<std::uint64_t*>(base + group * format::kUnit);
}

// Adds and makes what is missing. The first two calls need no histogram: the smallest and the largest say it all.
void add_to_histogram(ThreadState& state, format::Node& node, std::uint64_t ns, std::uint64_t count) noexcept;

}  // namespace scopegraft::live
