#include "live/memory.h"

#include <algorithm>

#include "live/process.h"
#include "live/shared.h"
#include "live/tree.h"

namespace scopegraft_rt {
extern "C" {
__attribute__((tls_model("initial-exec"))) __thread Memory sg_rt_memory = {};
int sg_rt_memory_hooked = 0;
int sg_rt_memory_wanted = 0;
void (*sg_rt_memory_follow)() noexcept = nullptr;
}
}  // namespace scopegraft_rt

namespace scopegraft::live {
namespace {

std::int64_t live_bytes(const scopegraft_rt::Memory& memory) noexcept {
  return static_cast<std::int64_t>(memory.allocated - memory.freed);
}

bool tracks_memory(const format::Node& node) noexcept {
  return scopegraft_rt::sg_rt_memory_hooked != 0 && (process.sites[node.site].flags & format::kTrackMemory) != 0;
}

}  // namespace

void want_memory() noexcept {
  if (__atomic_exchange_n(&scopegraft_rt::sg_rt_memory_wanted, 1, __ATOMIC_SEQ_CST) != 0) return;  // partner: the hooks, when they begin
  if (auto* const follow = __atomic_load_n(&scopegraft_rt::sg_rt_memory_follow, __ATOMIC_SEQ_CST)) follow();
}

format::Extension* extension_of(ThreadState& state, format::Node& node) noexcept {
  if (node.extension == format::kFailed) return nullptr;
  if (node.extension == 0) {
    const Busy busy(*state.thread);
    void* const piece = take_pool(state, sizeof(format::Extension));
    node.extension = piece == nullptr ? format::kFailed : process.arena.index_of(piece);
    return static_cast<format::Extension*>(piece);
  }
  return process.arena.at<format::Extension>(node.extension);
}

void begin_memory(ThreadState& state, format::Node& node) noexcept {
  if (!tracks_memory(node)) return;
  // Frames of scopes that were jumped over (longjmp) lie above their callers' frames and are cut off by the next end.
  if (state.frame_count == ThreadState::kFrames) return;
  scopegraft_rt::Memory& memory = scopegraft_rt::sg_rt_memory;
  state.frames[state.frame_count++] = {&node.hot, node.hot.sg_calls, memory.allocated, memory.freed, memory.allocations, memory.frees, memory.peak};
  memory.peak = live_bytes(memory);
}

MemoryUse end_memory(ThreadState& state, format::Node& node) noexcept {
  unsigned at = state.frame_count;
  while (at != 0 && state.frames[at - 1].node != &node.hot) --at;
  if (at == 0) return {};
  const Frame& frame = state.frames[at - 1];
  state.frame_count = at - 1;
  scopegraft_rt::Memory& memory = scopegraft_rt::sg_rt_memory;
  const std::int64_t peak = memory.peak - static_cast<std::int64_t>(frame.allocated - frame.freed);
  memory.peak = std::max(memory.peak, frame.outer_peak);
  return {true, memory.allocated - frame.allocated, memory.freed - frame.freed, memory.allocations - frame.allocations, memory.frees - frame.frees, peak};
}

void add_bytes(format::Extension& extension, const MemoryUse& use, float weight) noexcept {
  const auto times = static_cast<double>(weight);
  add_shared(extension.allocated_bytes, times * static_cast<double>(use.allocated));
  add_shared(extension.freed_bytes, times * static_cast<double>(use.freed));
  extension.allocations += times * static_cast<double>(use.allocations);
  extension.frees += times * static_cast<double>(use.frees);
}

void add_peak(format::Extension& extension, const MemoryUse& use, float weight) noexcept {
  const auto times = static_cast<double>(weight);
  add_shared(extension.memory_measured, std::uint64_t{1});
  add_shared(extension.memory_weight, times);
  extension.peak_sum += times * static_cast<double>(use.peak);
  extension.peak_max = std::max(extension.peak_max, use.peak);
}

void add_memory(ThreadState& state, format::Node& node, const MemoryUse& use, float weight) noexcept {
  if (!use.known) return;
  format::Extension* const extension = extension_of(state, node);
  if (extension == nullptr) return;
  add_peak(*extension, use, weight);
  add_bytes(*extension, use, weight);
}

}  // namespace scopegraft::live
