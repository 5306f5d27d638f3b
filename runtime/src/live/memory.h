// Allocations of the calling thread: counters kept by the hooks of scopegraft_memory, read at both ends of a measured call.
#pragma once

#include <cstdint>

#include "live/thread.h"

namespace scopegraft_rt {

// One writer: the thread. `peak` is the largest value of allocated - freed since somebody last set it.
struct Memory {
  std::uint64_t allocated, freed;  // bytes
  std::uint64_t allocations, frees;
  std::int64_t peak;
};

extern "C" {
extern __attribute__((visibility("default"), tls_model("initial-exec"))) __thread Memory sg_rt_memory;
// Set by the hooks when they are linked and work; set by the runtime when a site that tracks memory is first visited.
extern __attribute__((visibility("default"))) int sg_rt_memory_hooked;
extern __attribute__((visibility("default"))) int sg_rt_memory_wanted;
// Called when sg_rt_memory_wanted is set; the hooks' own, null: none.
extern __attribute__((visibility("default"))) void (*sg_rt_memory_follow)() noexcept;
}

}  // namespace scopegraft_rt

namespace scopegraft::live {

// What is allocated and freed meanwhile is not the program's.
class UnseenMemory {
 public:
  UnseenMemory() noexcept : before_(scopegraft_rt::sg_rt_memory) {}
  ~UnseenMemory() { scopegraft_rt::sg_rt_memory = before_; }
  UnseenMemory(const UnseenMemory&) = delete;
  UnseenMemory& operator=(const UnseenMemory&) = delete;

 private:
  scopegraft_rt::Memory before_;
};

// A site tracks memory: from now on the hooks count.
void want_memory() noexcept;

// What a measured call, or run of a coroutine, did with memory. Not known: its site does not track it, or nothing hooks.
struct MemoryUse {
  bool known = false;
  std::uint64_t allocated = 0, freed = 0;  // bytes
  std::uint64_t allocations = 0, frees = 0;
  std::int64_t peak = 0;  // above what was there at its begin
};
// Around a measured call of the node.
void begin_memory(ThreadState& state, format::Node& node) noexcept;
[[nodiscard]] MemoryUse end_memory(ThreadState& state, format::Node& node) noexcept;
// A call that counts as one of the node's, or several; the caller holds what guards the node.
void add_memory(ThreadState& state, format::Node& node, const MemoryUse& use, float weight) noexcept;
// Its two halves: a coroutine may allocate at other places of the tree than where it counts as a call.
void add_bytes(format::Extension& extension, const MemoryUse& use, float weight) noexcept;
void add_peak(format::Extension& extension, const MemoryUse& use, float weight) noexcept;
// The node's Extension, made when it is first needed. Null: no room.
[[nodiscard]] format::Extension* extension_of(ThreadState& state, format::Node& node) noexcept;

}  // namespace scopegraft::live
