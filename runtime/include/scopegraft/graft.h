// What the rewriter injects: a site (which function) and a scope (one call of it). Line 1 of a rewritten unit includes this
// file; it must survive every dialect from C++11, every warning, -fno-exceptions, hostile macros and packed alignment, so it
// includes nothing. Everything that is not on the path of a counted call lives behind the four sg_rt_ functions.
// Any thread, any signal handler, before main and after exit. In C it expands to nothing.
#ifndef SCOPEGRAFT_GRAFT_H
#define SCOPEGRAFT_GRAFT_H
#ifdef __cplusplus
#pragma GCC system_header
#if defined(__GNUC__) && !defined(__clang__)
// GCC spares the main file this warning and no longer knows it as that behind `#line`.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
// Said of a scope's word, when what has a scope is inlined into a function that calls setjmp; told where it is inlined, so a pop
// at the end of this file would bring it back.
#pragma GCC diagnostic ignored "-Wclobbered"
#endif
#pragma pack(push)
#pragma pack()

#define SCOPEGRAFT_RT_INLINE inline __attribute__((__always_inline__))
#define SCOPEGRAFT_RT_API __attribute__((__visibility__("default")))

extern "C++" {
namespace scopegraft_rt {

typedef __UINT64_TYPE__ sg_u64;
typedef __UINT32_TYPE__ sg_u32;

// A function (block, call) of the program. Constant-initialised; the runtime gives it a number at its first visit.
// Members are ordered so that no packing changes their offsets.
struct Site {
  int sg_id;  // 0: never visited; > 0: its number; < 0: switched off. Written by the runtime, read by every call. First, see sg_open
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

// Where a thread is. One writer: the thread itself. The assembly of live/thunks.cpp knows the offsets.
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

extern "C" {
extern SCOPEGRAFT_RT_API __attribute__((__tls_model__("initial-exec"))) __thread Thread sg_rt_thread;
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
  __asm__ __volatile__("addq $1, %0" : "+m"(sg_node->sg_calls) : : "cc");
#else
  *static_cast<volatile sg_u64*>(&sg_node->sg_calls) = sg_node->sg_calls + 1;
#endif
}

// The node of the site's calls below a position: the site's latest one, if that is its parent, else by the table.
struct Below {
  Node* sg_node;    // 0: none
  Node* sg_parent;  // the position, by the way of the node: nothing waits for the position but the check (see sg_open)
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

// The calls above, for a function that does not know of them: on x86-64 they are reached from inside a piece of assembly that
// changes no register but its results, so a function with a scope is compiled like one without: it stays a leaf, keeps its
// registers, and is inlined (GCC counts such a piece as one instruction). Elsewhere, and for the thread sanitizer, plain C++.
#if defined(__x86_64__) && defined(__ELF__) && !defined(__ILP32__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if !__has_feature(thread_sanitizer)
#define SCOPEGRAFT_RT_ASSEMBLY 1
#endif
#else
#define SCOPEGRAFT_RT_ASSEMBLY 1
#endif
#endif

#if defined(SCOPEGRAFT_RT_ASSEMBLY)
#if (defined(__GNUC__) && __GNUC__ >= 9) || (defined(__clang__) && __clang_major__ >= 12)
#define SCOPEGRAFT_RT_ASM __asm__ __inline__ __volatile__
#else
#define SCOPEGRAFT_RT_ASM __asm__ __volatile__
#endif
extern "C" {
// Take their operands from the stack, and %r11 and %r10 as they are, leave their results on the stack and keep every other register
// but %r9, the first %rax too. Never called from C++.
SCOPEGRAFT_RT_API void sg_rt_enter_thunk();
SCOPEGRAFT_RT_API void sg_rt_enter_noexcept_thunk();
SCOPEGRAFT_RT_API void sg_rt_leave_thunk();
}
// Past the red zone, which the compiler may be using. The site's address first: it may depend on the stack pointer.
#define SCOPEGRAFT_RT_CALL_THUNK(sg_thunk, sg_in, sg_out)                                       \
  "{leaq %[sg_site], %%" sg_in "|lea " sg_in ", %[sg_site]}\n\t"                                \
  "{leaq -128(%%rsp), %%rsp|lea rsp, [rsp-128]}\n\t"                                           \
  "{pushq %[sg_word]|push %[sg_word]}\n\t"                                                     \
  "{pushq %%" sg_in "|push " sg_in "}\n\t"                                                     \
  "{call *" sg_thunk "@GOTPCREL(%%rip)|call [rip + " sg_thunk "@GOTPCREL]}\n\t"                \
  "{popq %%" sg_out "|pop " sg_out "}\n\t"                                                     \
  "{popq %[sg_word]|pop %[sg_word]}\n\t"                                                       \
  "{subq $-128, %%rsp|sub rsp, -128}\n\t"

// In these r11 is the thread. The node of the key in r9, to r10; takes rax. To 7: there is none.
#define SCOPEGRAFT_RT_FIND                                                        \
  "{movq %%fs:16(%%r11), %%r10|mov r10, QWORD PTR fs:[r11+16]}\n\t"              \
  "{movq %%fs:8(%%r11), %%rax|mov rax, QWORD PTR fs:[r11+8]}\n\t"                \
  "{andq %%r9, %%r10|and r10, r9}\n\t"                                           \
  "{movq (%%rax,%%r10,8), %%r10|mov r10, QWORD PTR [rax+r10*8]}\n\t"             \
  "{cmpq (%%r10), %%r9|cmp r9, QWORD PTR [r10]}\n\t"                             \
  "jne 7f\n\t"
// A call of the node in r10, counted; takes r9. To 6: it is due.
#define SCOPEGRAFT_RT_COUNT                                                       \
  "{addq $1, 16(%%r10)|add QWORD PTR [r10+16], 1}\n\t"                           \
  "{movq 16(%%r10), %%r9|mov r9, QWORD PTR [r10+16]}\n\t"                        \
  "{cmpq 24(%%r10), %%r9|cmp r9, QWORD PTR [r10+24]}\n\t"                        \
  "jae 6f\n"

// To 7 when there are exceptions in flight: those there were at the begin of a call tell at its end whether one leaves it. Where the
// compiler knows of no exceptions none does that a destructor would see.
#if defined(__cpp_exceptions) || defined(__EXCEPTIONS)
#define SCOPEGRAFT_RT_IN_FLIGHT(sg_free)                                                              \
  "{movq %%fs:24(%%r11), %%" sg_free "|mov " sg_free ", QWORD PTR fs:[r11+24]}\n\t"                  \
  "{cmpl $0, (%%" sg_free ")|cmp DWORD PTR [" sg_free "], 0}\n\t"                                    \
  "jne 7f\n\t"
#define SCOPEGRAFT_RT_ENTER "sg_rt_enter_thunk"
#else
#define SCOPEGRAFT_RT_IN_FLIGHT(sg_free)
#define SCOPEGRAFT_RT_ENTER "sg_rt_enter_noexcept_thunk"
#endif

// The begin and the end of a call, each one piece: what a compiler does not see as branches and addresses it does not optimise as such,
// in every function and once more on each way out of it; that was nine tenths of what scopes cost a build. The registers are those that
// hold the fewest arguments. No memory is named as changed but the site, lest it be taken for a constant: what else the assembly changes,
// C++ in a user's function reads only through sg_position.
SCOPEGRAFT_RT_INLINE sg_u64 sg_open(Site& sg_site) noexcept {
  sg_u64 sg_word;
  // The node is guessed: that of the site's latest call, if its parent is where the thread is. To find it in the table takes three loads
  // that wait for each other and for the position, and the next scope inside waits for it; the guess waits for nothing, and to check it is
  // a branch. r9: the site, then the key or the count.
  SCOPEGRAFT_RT_ASM(
      "{movl %[sg_site], %%r9d|mov r9d, DWORD PTR %[sg_site]}\n\t"
      "{xorl %k[sg_word], %k[sg_word]|xor %k[sg_word], %k[sg_word]}\n\t"
      "{testl %%r9d, %%r9d|test r9d, r9d}\n\t"
      "js 8f\n\t"
      "{movq sg_rt_thread@gottpoff(%%rip), %%r11|mov r11, QWORD PTR sg_rt_thread@gottpoff[rip]}\n\t"
      "{cmpq %%fs:56(%%r11), %%r9|cmp r9, QWORD PTR fs:[r11+56]}\n\t"
      "jae 2f\n\t"
      "{movq %%fs:48(%%r11), %%rax|mov rax, QWORD PTR fs:[r11+48]}\n\t"
      "{movq (%%rax,%%r9,8), %%r10|mov r10, QWORD PTR [rax+r9*8]}\n\t"
      "{movl 52(%%r10), %k[sg_word]|mov %k[sg_word], DWORD PTR [r10+52]}\n\t"
      "{shlq $6, %[sg_word]|shl %[sg_word], 6}\n\t"
      "{addq %%fs:32(%%r11), %[sg_word]|add %[sg_word], QWORD PTR fs:[r11+32]}\n\t"
      "{cmpq %%fs:(%%r11), %[sg_word]|cmp %[sg_word], QWORD PTR fs:[r11]}\n\t"
      "jne 3f\n"
      "4:\n\t"
      SCOPEGRAFT_RT_IN_FLIGHT("rax")
      SCOPEGRAFT_RT_COUNT
      "5:\n\t"
      "{movq %%r10, %%fs:(%%r11)|mov QWORD PTR fs:[r11], r10}\n"
      "8:\n\t"
      ".subsection 1\n"
      "2:\n\t"
      "{movq %%fs:(%%r11), %[sg_word]|mov %[sg_word], QWORD PTR fs:[r11]}\n\t"
      "jmp 7f\n"
      "3:\n\t"
      "{movq %%fs:(%%r11), %[sg_word]|mov %[sg_word], QWORD PTR fs:[r11]}\n\t"
      "{addq 8(%[sg_word]), %%r9|add r9, QWORD PTR [%[sg_word]+8]}\n\t"
      SCOPEGRAFT_RT_FIND
      "{movl %[sg_site], %%r9d|mov r9d, DWORD PTR %[sg_site]}\n\t"
      "{movq %%fs:48(%%r11), %%rax|mov rax, QWORD PTR fs:[r11+48]}\n\t"
      "{movq %%r10, (%%rax,%%r9,8)|mov QWORD PTR [rax+r9*8], r10}\n\t"
      "jmp 4b\n"
      "6:\n\t"
      "{orq $1, %[sg_word]|or %[sg_word], 1}\n"
      "7:\n\t"
      SCOPEGRAFT_RT_CALL_THUNK(SCOPEGRAFT_RT_ENTER, "r9", "r10")
      "jmp 5b\n\t"
      ".previous"
      : [sg_word] "=&r"(sg_word), [sg_site] "+m"(sg_site)
      :
      : "cc", "rax", "r9", "r10", "r11");
  return sg_word;
}
// Restores the position whatever happened to the scopes inside (longjmp). The word of a site that is switched off is 0.
SCOPEGRAFT_RT_INLINE void sg_close(Site& sg_site, sg_u64 sg_word) noexcept {
  SCOPEGRAFT_RT_ASM(
      "{testq %[sg_word], %[sg_word]|test %[sg_word], %[sg_word]}\n\t"
      "je 8f\n\t"
      "{movq sg_rt_thread@gottpoff(%%rip), %%r11|mov r11, QWORD PTR sg_rt_thread@gottpoff[rip]}\n\t"
      "{testb $7, %b[sg_word]|test %b[sg_word], 7}\n\t"
      "jne 7f\n\t"
      SCOPEGRAFT_RT_IN_FLIGHT("r10")
      "5:\n\t"
      "{movq %[sg_word], %%fs:(%%r11)|mov QWORD PTR fs:[r11], %[sg_word]}\n"
      "8:\n\t"
      ".subsection 1\n"
      "7:\n\t"
      SCOPEGRAFT_RT_CALL_THUNK("sg_rt_leave_thunk", "r10", "r10")
      "jmp 5b\n\t"
      ".previous"
      : [sg_word] "+r"(sg_word)
      : [sg_site] "m"(sg_site)
      : "cc", "r9", "r10", "r11");
}
// The same of a call that is no place (LeafScope). Its word is 0 unless it is measured or the first of its site.
SCOPEGRAFT_RT_INLINE sg_u64 sg_open_leaf(Site& sg_site) noexcept {
  sg_u64 sg_word;
  SCOPEGRAFT_RT_ASM(
      "{movl %[sg_site], %%r9d|mov r9d, DWORD PTR %[sg_site]}\n\t"
      "{xorl %k[sg_word], %k[sg_word]|xor %k[sg_word], %k[sg_word]}\n\t"
      "{testl %%r9d, %%r9d|test r9d, r9d}\n\t"
      "js 8f\n\t"
      "{movq sg_rt_thread@gottpoff(%%rip), %%r11|mov r11, QWORD PTR sg_rt_thread@gottpoff[rip]}\n\t"
      "{movq %%fs:(%%r11), %%r10|mov r10, QWORD PTR fs:[r11]}\n\t"
      "{addq 8(%%r10), %%r9|add r9, QWORD PTR [r10+8]}\n\t"
      SCOPEGRAFT_RT_FIND
      SCOPEGRAFT_RT_COUNT
      "8:\n\t"
      ".subsection 1\n"
      "6:\n\t"
      "{orq $1, %[sg_word]|or %[sg_word], 1}\n"
      "7:\n\t"
      "{orq %%fs:(%%r11), %[sg_word]|or %[sg_word], QWORD PTR fs:[r11]}\n\t"
      SCOPEGRAFT_RT_CALL_THUNK("sg_rt_enter_noexcept_thunk", "r9", "r10")
      "jmp 8b\n\t"
      ".previous"
      : [sg_word] "=&r"(sg_word), [sg_site] "+m"(sg_site)
      :
      : "cc", "rax", "r9", "r10", "r11");
  return sg_word;
}
SCOPEGRAFT_RT_INLINE void sg_close_leaf(Site& sg_site, sg_u64 sg_word) noexcept {
  SCOPEGRAFT_RT_ASM(
      "{testb $7, %b[sg_word]|test %b[sg_word], 7}\n\t"
      "jne 7f\n"
      "8:\n\t"
      ".subsection 1\n"
      "7:\n\t"
      "{movq sg_rt_thread@gottpoff(%%rip), %%r11|mov r11, QWORD PTR sg_rt_thread@gottpoff[rip]}\n\t"
      SCOPEGRAFT_RT_CALL_THUNK("sg_rt_leave_thunk", "r10", "r10")
      "jmp 8b\n\t"
      ".previous"
      : [sg_word] "+r"(sg_word)
      : [sg_site] "m"(sg_site)
      : "cc", "r9", "r10", "r11");
}
// What scopes change unseen is read and written between them.
SCOPEGRAFT_RT_INLINE Node* sg_position() noexcept {
  __asm__ __volatile__("" : "+m"(sg_rt_thread.sg_node));
  return sg_rt_thread.sg_node;
}
SCOPEGRAFT_RT_INLINE void sg_move_to(Node* sg_node) noexcept {
  sg_rt_thread.sg_node = sg_node;
  __asm__ __volatile__("" : "+m"(sg_rt_thread.sg_node));
}
#else
// The word of a site that is switched off is 0.
SCOPEGRAFT_RT_INLINE sg_u64 sg_open(Site& sg_site) noexcept {
  const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
  if (__builtin_expect(sg_id < 0, 0)) return 0;
  Thread& sg_thread = sg_rt_thread;
  sg_u64 sg_word = reinterpret_cast<sg_u64>(sg_thread.sg_node);
  if (__builtin_expect(*sg_thread.sg_uncaught == 0, 1)) {
    const Below sg_below = sg_find(sg_thread, sg_thread.sg_node, static_cast<sg_u32>(sg_id));
    if (__builtin_expect(sg_below.sg_node != 0, 1)) {
      sg_word = reinterpret_cast<sg_u64>(sg_below.sg_parent);
      sg_count(sg_below.sg_node);
      if (__builtin_expect(sg_below.sg_node->sg_calls < sg_below.sg_node->sg_next, 1)) {
        sg_thread.sg_node = sg_below.sg_node;
        return sg_word;
      }
      sg_word |= sg_kDue;
    }
  }
  const Entered sg_entered = sg_rt_enter(&sg_site, sg_word);
  sg_thread.sg_node = sg_entered.sg_node;
  return sg_entered.sg_word;
}
// Restores the position whatever happened to the scopes inside (longjmp).
SCOPEGRAFT_RT_INLINE void sg_close(Site& sg_site, sg_u64 sg_word) noexcept {
  if (__builtin_expect(sg_word == 0, 0)) return;
  Thread& sg_thread = sg_rt_thread;
  if (__builtin_expect(((sg_word & sg_kMarks) != 0) || (*sg_thread.sg_uncaught != 0), 0)) sg_thread.sg_node = sg_rt_leave(&sg_site, sg_word);
  else sg_thread.sg_node = reinterpret_cast<Node*>(sg_word);
}
SCOPEGRAFT_RT_INLINE sg_u64 sg_open_leaf(Site& sg_site) noexcept {
  const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
  if (__builtin_expect(sg_id < 0, 0)) return 0;
  const Thread& sg_thread = sg_rt_thread;
  sg_u64 sg_word = reinterpret_cast<sg_u64>(sg_thread.sg_node);
  const sg_u64 sg_key = sg_thread.sg_node->sg_children_key + static_cast<sg_u32>(sg_id);
  Node* const sg_node = sg_thread.sg_table[sg_key & sg_thread.sg_mask];
  if (__builtin_expect(sg_node->sg_key == sg_key, 1)) {
    sg_count(sg_node);
    if (__builtin_expect(sg_node->sg_calls < sg_node->sg_next, 1)) return 0;
    sg_word |= sg_kDue;
  }
  return sg_rt_enter(&sg_site, sg_word).sg_word;
}
SCOPEGRAFT_RT_INLINE void sg_close_leaf(Site& sg_site, sg_u64 sg_word) noexcept {
  if (__builtin_expect((sg_word & sg_kMarks) != 0, 0)) sg_rt_leave(&sg_site, sg_word);
}
SCOPEGRAFT_RT_INLINE Node* sg_position() noexcept { return sg_rt_thread.sg_node; }
SCOPEGRAFT_RT_INLINE void sg_move_to(Node* sg_node) noexcept { sg_rt_thread.sg_node = sg_node; }
#endif
SCOPEGRAFT_RT_INLINE Node* sg_node_of(sg_u64 sg_word) noexcept { return reinterpret_cast<Node*>(sg_word & sg_kAddress); }

// One call. Lives on the stack of the profiled function; costs a lookup, a count and a compare unless the call is measured.
class Scope {
 public:
  SCOPEGRAFT_RT_INLINE explicit Scope(Site& sg_site) noexcept : sg_site_(sg_site), sg_word_(sg_open(sg_site)) {}
  SCOPEGRAFT_RT_INLINE Scope(Site& sg_site, bool sg_condition) noexcept
      : sg_site_(sg_site), sg_word_(sg_condition ? sg_open(sg_site) : 0) {}
  SCOPEGRAFT_RT_INLINE ~Scope() noexcept { sg_close(sg_site_, sg_word_); }
  SCOPEGRAFT_RT_INLINE bool wants_arguments() const noexcept {
    return __builtin_expect((sg_word_ & sg_kMeasured) != 0, 0) && sg_rt_wants_arguments(sg_node_of(sg_word_));
  }
  // Of a measured call, else 0.
  SCOPEGRAFT_RT_INLINE Node* sg_node() const noexcept { return (sg_word_ & sg_kMeasured) != 0 ? sg_node_of(sg_word_) : 0; }

 private:
  Scope(const Scope&);
  Scope& operator=(const Scope&);

  Site& sg_site_;
  sg_u64 sg_word_;
};

// One call of a function in which nothing runs that could have a scope (parse/leaf.h), nor anything that could throw: nobody asks where
// in the tree it is, so the thread's position stays that of its caller. Between such calls no load waits for a store.
class LeafScope {
 public:
  SCOPEGRAFT_RT_INLINE explicit LeafScope(Site& sg_site) noexcept : sg_site_(sg_site), sg_word_(sg_open_leaf(sg_site)) {}
  SCOPEGRAFT_RT_INLINE LeafScope(Site& sg_site, bool sg_condition) noexcept
      : sg_site_(sg_site), sg_word_(sg_condition ? sg_open_leaf(sg_site) : 0) {}
  SCOPEGRAFT_RT_INLINE ~LeafScope() noexcept { sg_close_leaf(sg_site_, sg_word_); }

 private:
  LeafScope(const LeafScope&);
  LeafScope& operator=(const LeafScope&);

  Site& sg_site_;
  sg_u64 sg_word_;
};

// For functions that may run at compile time, where no static local is allowed: literals instead, found by the runtime.
#if __cplusplus >= 202002L
#define SCOPEGRAFT_RT_CONSTEXPR20 constexpr
#else
#define SCOPEGRAFT_RT_CONSTEXPR20
#endif
// Is the function of which `sg_probe` is a local variable being computed when compiling? `sg_probe` is 0.
#if defined(__GNUC__) && !defined(__clang__) && __cplusplus >= 202002L
// g++ also computes what it may but need not, and __builtin_is_constant_evaluated() ends the attempt: a static object whose
// constructor asks would be set when the program runs. So: a variable has a known value exactly while what declares it is computed.
// Of calls in a function, which g++ attempts likewise, the first question ends the attempt (where it optimises): they run, and are seen.
SCOPEGRAFT_RT_INLINE constexpr bool sg_computing(const sg_u64& sg_probe) noexcept {
  return (!__builtin_constant_p(sg_rt_thread.sg_busy) && __builtin_constant_p(*__builtin_launder(&sg_probe))) ||
         __builtin_is_constant_evaluated();
}
#else
SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 bool sg_computing(const sg_u64&) noexcept { return __builtin_is_constant_evaluated(); }
#endif
template <bool sg_is_leaf>
class ConstexprScopeOf {
 public:
  // `sg_site` gives the site out of a class beside the guard: a constexpr function may name a function that is not constexpr.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ConstexprScopeOf(const sg_u64& sg_probe, Site& (*sg_site)(),
                                                                 bool sg_condition = true) noexcept
      : sg_site_(0), sg_word_(0) {
    if (!sg_computing(sg_probe) && sg_condition) sg_enter(&sg_site());
  }
  // In a lambda inside a type: g++ 12 takes a variable named there for one that is not captured.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ConstexprScopeOf(const char* sg_function, const char* sg_file, sg_u32 sg_line,
                                                                 sg_u32 sg_column, const char* sg_options) noexcept
      : sg_site_(0), sg_word_(0) {
    if (!__builtin_is_constant_evaluated()) sg_enter(sg_rt_site(sg_function, sg_file, sg_line, sg_column, sg_options));
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ~ConstexprScopeOf() noexcept {
    if (sg_site_ != 0) sg_is_leaf ? sg_close_leaf(*sg_site_, sg_word_) : sg_close(*sg_site_, sg_word_);
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 bool wants_arguments() const noexcept {
    return (sg_word_ & sg_kMeasured) != 0 && sg_rt_wants_arguments(sg_node_of(sg_word_));
  }
  // Of a measured call, else 0.
  SCOPEGRAFT_RT_INLINE Node* sg_node() const noexcept { return (sg_word_ & sg_kMeasured) != 0 ? sg_node_of(sg_word_) : 0; }

 private:
  ConstexprScopeOf(const ConstexprScopeOf&);
  ConstexprScopeOf& operator=(const ConstexprScopeOf&);

  SCOPEGRAFT_RT_INLINE void sg_enter(Site* sg_site) noexcept {
    sg_site_ = sg_site;
    if (sg_site != 0) sg_word_ = sg_is_leaf ? sg_open_leaf(*sg_site) : sg_open(*sg_site);
  }

  Site* sg_site_;
  sg_u64 sg_word_;
};
typedef ConstexprScopeOf<false> ConstexprScope;
typedef ConstexprScopeOf<true> ConstexprLeafScope;

}  // namespace scopegraft_rt
}  // extern "C++"

// The guard of a function that may run at compile time. `sg_at`: "LINE_COLUMN". A macro, for clang's -Wpre-c++14-compat (part of
// -Weverything) would speak of what stands in a constexpr function.
#if defined(__clang__)
#define SCOPEGRAFT_RT_QUIET                                                                                            \
  _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wunknown-warning-option\"")                    \
      _Pragma("clang diagnostic ignored \"-Wpre-c++14-compat\"")
#define SCOPEGRAFT_RT_LOUD _Pragma("clang diagnostic pop")
#else
#define SCOPEGRAFT_RT_QUIET
#define SCOPEGRAFT_RT_LOUD
#endif
#define SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options)                              \
  struct sg_place_##sg_at {                                                                                         \
    static ::scopegraft_rt::Site& sg_site() {                                                                       \
      static ::scopegraft_rt::Site sg_site_##sg_at(sg_function, sg_file, sg_line, sg_column, sg_options);           \
      return sg_site_##sg_at;                                                                                       \
    }                                                                                                               \
  }
#define SCOPEGRAFT_RT_CONSTANT(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options)                           \
  SCOPEGRAFT_RT_QUIET SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options);             \
  ::scopegraft_rt::sg_u64 sg_probe_##sg_at = 0;                                                                     \
  ::scopegraft_rt::ConstexprScope sg_scope_##sg_at(sg_probe_##sg_at, sg_place_##sg_at::sg_site) SCOPEGRAFT_RT_LOUD
#define SCOPEGRAFT_RT_CONSTANT_LEAF(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options)                      \
  SCOPEGRAFT_RT_QUIET SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options);             \
  ::scopegraft_rt::sg_u64 sg_probe_##sg_at = 0;                                                                     \
  ::scopegraft_rt::ConstexprLeafScope sg_scope_##sg_at(sg_probe_##sg_at, sg_place_##sg_at::sg_site) SCOPEGRAFT_RT_LOUD
#define SCOPEGRAFT_RT_CONSTANT_IF(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options, sg_condition)          \
  SCOPEGRAFT_RT_QUIET SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options);             \
  ::scopegraft_rt::sg_u64 sg_probe_##sg_at = 0;                                                                     \
  ::scopegraft_rt::ConstexprScope sg_scope_##sg_at(sg_probe_##sg_at, sg_place_##sg_at::sg_site,                     \
                                                   ::scopegraft_rt::sg_computing(sg_probe_##sg_at) || sg_condition) SCOPEGRAFT_RT_LOUD

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_GRAFT_H
