// A thread's own side of the runtime: its record in the profile, its tree, its sampling state. One writer: the thread. When it
// ends, the state goes to a list and the next thread carries on with it, so a thousand short threads need a few records.
#pragma once

#include <cstdint>

#include "format/layout.h"
#include "live/far_calls.h"
#include "live/sampling.h"
#include "scopegraft/graft.h"

namespace scopegraft::collectors {
struct ThreadCollecting;
}

namespace scopegraft::live {

// What a call measured with memory must remember of its entry.
struct Frame {
  scopegraft_rt::Node* node;
  std::uint64_t call;
  std::uint64_t allocated, freed, allocations, frees;
  std::int64_t outer_peak;
};

// What a call with a context of its own must give back.
struct ContextFrame {
  scopegraft_rt::Node* node;
  void* previous;  // context nodes, owned
  void* span;
  std::uint64_t start;
};

struct ThreadState {
  static constexpr unsigned kRing = 256;
  static constexpr unsigned kFrames = 64, kContextFrames = 64;
  static constexpr unsigned kVectors = 2816;  // bytes of an XSAVE area with AVX-512, uncompacted

  alignas(64) unsigned char vectors[kVectors];  // of a thunk's caller (live/thunks.cpp)
  unsigned vectors_taken = 0;
  char* base = nullptr;              // of the arena
  std::uint64_t reach = 0;           // its bytes
  std::uint64_t* ring = nullptr;            // durations not folded yet, in the profile
  format::Thread* record = nullptr;
  Pace pace;
  std::uint64_t period_end = 0;      // thread->sg_period_end is when anything is due
  FarCalls far_calls;
  scopegraft_rt::Thread* thread = nullptr;  // the thread that uses it now
  format::Node* root = nullptr;
  format::Node* dropped = nullptr;   // stands for the places that there was no room for
  ThreadState* next = nullptr;       // of all states
  ThreadState* next_free = nullptr;
  // lookup table
  scopegraft_rt::Node** table = nullptr;
  std::uint64_t table_size = 0;
  std::uint64_t placed = 0;
  // by a site's number: the node of its latest call
  scopegraft_rt::Node** last = nullptr;
  std::uint64_t known = 0;
  // pages in the profile
  format::Block* nodes = nullptr;    // the one being filled
  std::uint32_t nodes_room = 0, nodes_page = 0;
  bool nodes_are_last = false;       // the page is of the last room, for calls without a place of their own
  std::uint32_t first_nodes = 0;     // index of the first page; each page's reserved[0] is the index of the next
  std::uint32_t swept_page = 0, swept_node = 0;
  char* pool = nullptr;
  std::uint64_t pool_room = 0;
  Random random;
  format::Trace* trace = nullptr;
  bool trace_failed = false;
  Frame frames[kFrames];
  unsigned frame_count = 0;
  ContextFrame context_frames[kContextFrames];
  unsigned context_count = 0;
  void* values = nullptr;        // of the arguments of the calls that run, the innermost first
  std::uint32_t generation = 0;  // of the settings that its nodes were planned by
  collectors::ThreadCollecting* collecting = nullptr;
  std::uint32_t path[1024];      // scratch of same_place()
};

// The calling thread's state, made at its first visit. Null: no memory, the calls are dropped.
[[nodiscard]] ThreadState* join_thread(scopegraft_rt::Thread& thread) noexcept;
// Runs at thread exit.
void leave_thread(scopegraft_rt::Thread& thread) noexcept;
// A state as a thread finds it before its first visit: every lookup fails.
void reset_thread(scopegraft_rt::Thread& thread) noexcept;

[[nodiscard]] inline ThreadState* state_of(const scopegraft_rt::Thread& thread) noexcept {
  return static_cast<ThreadState*>(thread.sg_state);
}

// While the runtime works in a thread, calls of profiled functions there (signal handlers, user allocators) fail their lookup
// and are let through.
class Busy {
 public:
  explicit Busy(scopegraft_rt::Thread& thread) noexcept;  // may be nested
  ~Busy();
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  scopegraft_rt::Thread& thread_;
  bool outermost_;
};
// Its two ends apart, for code of the program that runs in between; not nested.
void begin_busy(scopegraft_rt::Thread& thread) noexcept;
void end_busy(scopegraft_rt::Thread& thread) noexcept;

// The position of a thread before its first visit: below it no lookup succeeds.
[[nodiscard]] scopegraft_rt::Node* no_position() noexcept;
extern scopegraft_rt::Node empty_node;                 // what an empty slot of a table points to: no key is like its
extern scopegraft_rt::Node* const empty_table[1];

}  // namespace scopegraft::live
