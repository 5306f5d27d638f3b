// What a scope and the runtime have in common: a site, a node of the tree, where a thread is, and the word that a call keeps from its
// begin to its end. Read by the assembly of graft_x86_64.h and src/live/thunks.cpp, which know the offsets. Includes nothing.
#ifndef SCOPEGRAFT_GRAFT_WORDS_H
#define SCOPEGRAFT_GRAFT_WORDS_H
#ifdef __cplusplus
#pragma GCC system_header
#pragma pack(push)
#pragma pack()

#define SCOPEGRAFT_RT_INLINE inline __attribute__((__always_inline__))
#define SCOPEGRAFT_RT_API __attribute__((__visibility__("default")))

extern "C++" {
namespace scopegraft_rt {

typedef __UINT64_TYPE__ sg_u64;
typedef __UINT32_TYPE__ sg_u32;

// Instead of a site's number. Its sign tells at the begin of a call, and at the end in the word (sg_kNotSeen); none of sg_kMarks.
enum : int { sg_kSwitchedOff = -8 };

// A function (block, call) of the program. Constant-initialised; the runtime gives it a number at its first visit.
// Members are ordered so that no packing changes their offsets.
struct Site {
  int sg_id;  // 0: never visited; > 0: its number; sg_kSwitchedOff. Written by the runtime, read by every call. First, see sg_open
  sg_u32 sg_line;
  const char* sg_function;
  const char* sg_file;
  const char* sg_options;
  sg_u32 sg_column;
  sg_u32 sg_unused;
  constexpr Site(const char* sg_f, const char* sg_path, sg_u32 sg_l, sg_u32 sg_c, const char* sg_o) noexcept
      : sg_id(0), sg_line(sg_l), sg_function(sg_f), sg_file(sg_path), sg_options(sg_o), sg_column(sg_c), sg_unused(0) {}
};

// The part of a calling-context tree node that a call changes; the rest of it lies behind (src/format/layout.h).
struct Node {
  sg_u64 sg_key;           // children_key of its parent + its site's number: what a lookup compares
  sg_u64 sg_children_key;  // its own index << 32 | a displacement that gives each of its children a table slot of its own
  sg_u64 sg_calls;         // exact; written by its thread only
  sg_u64 sg_next;          // the number of the call that is measured next; 0: every call is, and nothing but its time
};

// Where a thread is. One writer: the thread itself.
struct Thread {
  Node* sg_node;                // position in the tree; a static dummy until the first visit
  Node* const* sg_table;        // children of all nodes: slot (key & mask)
  sg_u64 sg_mask;
  const unsigned* sg_uncaught;  // &__cxa_get_globals()->uncaughtExceptions
  char* sg_base;                // of the records: where index 0 lies
  void* sg_state;
  Node** sg_last;               // of each site that it has called, by number: the node of its latest call
  sg_u64 sg_known;              // how many numbers sg_last has
  // Durations that are not folded into their nodes yet.
  sg_u64* sg_cursor;
  sg_u64* sg_ring_end;
  sg_u64 sg_spent;              // ticks that measuring took
  sg_u64 sg_charge;             // ticks that a measured call takes
  sg_u64 sg_since;              // calls that began earlier belong to records that are closed (before a fork)
  sg_u64 sg_period_end;         // when it is time to look after everything periodic
  sg_u64 sg_busy;               // the runtime is at work in this thread: calls are let through unseen
  void* sg_context;             // the current TrackingContext, owned; 0: none
};

// What a call keeps from its begin to its end is one word: the position to give back, or, for a call of which more is to be known,
// its node with one of the marks. The position alone is enough: node = the child of that position for the call's site.
enum : sg_u64 {
  sg_kMeasured = 1,   // its begin is in the node's `open`
  sg_kUnwinding = 4,  // it began while exceptions were in flight, whose number is in the bits from sg_kUncaughtShift on
  sg_kMarks = 7,
  sg_kUncaughtShift = 57,
  sg_kNotSeen = static_cast<sg_u64>(sg_kSwitchedOff),  // instead of all that: its site is switched off, or a condition does not hold
  sg_kAddress = ((static_cast<sg_u64>(1) << 57) - 1) & ~static_cast<sg_u64>(7),
  // In the word that sg_rt_enter takes, beside the position:
  sg_kDue = 1,        // the call is counted already, and its turn to be measured
  // Of a node's rest: where the index of its parent lies, which counts units of so many bytes from sg_base on.
  sg_kParentAt = 52,
  sg_kUnit = 64
};

struct Entered {
  Node* sg_node;    // the new position
  sg_u64 sg_word;
};

// What every scope reads, so its name in objects carries the version of all of this: scopes and a runtime that disagree about a word or a
// register do not link. Change it with any of them.
#define SCOPEGRAFT_RT_THREAD "sg_rt_thread_1"

extern "C" {
extern SCOPEGRAFT_RT_API __attribute__((__tls_model__("initial-exec"))) __thread Thread sg_rt_thread __asm__(SCOPEGRAFT_RT_THREAD);
// A call that is more than a lookup and a count: the first visit of a site at a place in the tree on a thread, a call to be measured,
// a call while an exception is in flight. Both leave sg_rt_thread.sg_node alone: the caller keeps it.
SCOPEGRAFT_RT_API Entered sg_rt_enter(Site* sg_site, sg_u64 sg_position) noexcept;
// Its end, or that of a call that an exception leaves. Gives the position to return to.
SCOPEGRAFT_RT_API Node* sg_rt_leave(Site* sg_site, sg_u64 sg_word) noexcept;
SCOPEGRAFT_RT_API bool sg_rt_wants_arguments(const Node* sg_node) noexcept;
// The site of a place known by literals only.
SCOPEGRAFT_RT_API Site* sg_rt_site(const char* sg_function, const char* sg_file, sg_u32 sg_line, sg_u32 sg_column,
                                   const char* sg_options) noexcept;
}

// One instruction where the machine has one: a signal handler that interrupts it loses no count, and the compiler keeps the
// count in memory, where a reader of the profile file sees it.
SCOPEGRAFT_RT_INLINE void sg_count(Node* sg_node) noexcept {
#if defined(__SANITIZE_THREAD__)
  __atomic_store_n(&sg_node->sg_calls, __atomic_load_n(&sg_node->sg_calls, __ATOMIC_RELAXED) + 1, __ATOMIC_RELAXED);
#elif defined(__x86_64__)
  __asm__ __volatile__("{addq $1, 16(%1)|add QWORD PTR [%1+16], 1}" : "+m"(sg_node->sg_calls) : "r"(sg_node) : "cc");
#else
  *static_cast<volatile sg_u64*>(&sg_node->sg_calls) = sg_node->sg_calls + 1;
#endif
}

// The node of the site's calls below a position: the site's latest one, if that is its parent, else by the table.
struct Below {
  Node* sg_node;    // 0: none
  Node* sg_parent;  // the position, by the way of the node: nothing waits for the position but the check (see graft_x86_64.h)
};
SCOPEGRAFT_RT_INLINE Below sg_find(Thread& sg_thread, Node* sg_position, sg_u32 sg_id) noexcept {
  // In this order: a signal handler may put larger tables in between.
  const bool sg_known = sg_id < *static_cast<const volatile sg_u64*>(&sg_thread.sg_known);
  Node** const sg_last = *static_cast<Node** const volatile*>(&sg_thread.sg_last);
  if (__builtin_expect(sg_known, 1)) {
    Node* const sg_node = sg_last[sg_id];
    char* const sg_at = sg_thread.sg_base + *reinterpret_cast<const sg_u32*>(reinterpret_cast<const char*>(sg_node) + sg_kParentAt) * static_cast<sg_u64>(sg_kUnit);
    Node* sg_parent = reinterpret_cast<Node*>(sg_at);
    __asm__("" : "+r"(sg_parent));  // lest it be taken from the position, which it equals
    if (__builtin_expect(sg_at == reinterpret_cast<char*>(sg_position), 1)) return Below{sg_node, sg_parent};
  }
  const sg_u64 sg_key = sg_position->sg_children_key + sg_id;
  const sg_u64 sg_mask = *static_cast<const volatile sg_u64*>(&sg_thread.sg_mask);
  Node* const sg_node = (*static_cast<Node* const* const volatile*>(&sg_thread.sg_table))[sg_key & sg_mask];
  if (__builtin_expect(sg_node->sg_key != sg_key, 0)) return Below{0, sg_position};
  if (sg_known) sg_last[sg_id] = sg_node;
  return Below{sg_node, sg_position};
}
SCOPEGRAFT_RT_INLINE Node* sg_node_of(sg_u64 sg_word) noexcept { return reinterpret_cast<Node*>(sg_word & sg_kAddress); }

}  // namespace scopegraft_rt
}  // extern "C++"

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_GRAFT_WORDS_H
