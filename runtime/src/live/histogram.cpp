#include "live/histogram.h"

#include <algorithm>

#include "live/process.h"
#include "live/tree.h"

namespace scopegraft::live {
namespace {

std::uint32_t take(ThreadState& state, std::uint64_t size) noexcept {
  const Busy busy(*state.thread);
  void* const piece = take_pool(state, size);
  return piece == nullptr ? 0 : process.arena.index_of(piece);
}

void add(ThreadState& state, format::Node& node, std::uint64_t ns, std::uint64_t count) noexcept {
  const auto [octave, step] = place_in_histogram(ns);
  std::uint64_t* counts = histogram_group(state.base, node, octave);
  if (counts == nullptr) {
    const std::uint32_t group = take(state, format::kSteps * sizeof(std::uint64_t));
    if (group == 0) return;
    process.arena.at<std::uint32_t>(node.histogram)[octave] = group;
    counts = process.arena.at<std::uint64_t>(group);
  }
  counts[step] += count;
}

}  // namespace

void add_to_histogram(ThreadState& state, format::Node& node, std::uint64_t ns, std::uint64_t count) noexcept {
  if (node.histogram == 0) {
    if (node.measured < 2) return;
    const std::uint32_t directory = take(state, format::kOctaves * sizeof(std::uint32_t));
    node.histogram = directory == 0 ? format::kFailed : directory;
    if (directory == 0) return;
    const auto each = static_cast<std::uint64_t>(std::max(1.0, 1 + node.more_weight / 2));
    add(state, node, to_ns(node.time_min), each);
    add(state, node, to_ns(node.time_max), each);
  }
  if (node.histogram != format::kFailed) add(state, node, ns, count);
}

}  // namespace scopegraft::live
