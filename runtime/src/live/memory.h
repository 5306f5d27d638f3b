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

// A site tracks memory: from now on the hooks count.
void want_memory() noexcept;

void begin_extras(ThreadState& state, format::Node& node) noexcept;
void end_extras(ThreadState& state, format::Node& node) noexcept;
// The node's Extension, made when it is first needed. Null: no room.
[[nodiscard]] format::Extension* extension_of(ThreadState& state, format::Node& node) noexcept;

}  // namespace scopegraft::live
