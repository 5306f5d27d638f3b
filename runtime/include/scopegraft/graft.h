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
  const char* sg_function;
  const char* sg_file;
  const char* sg_options;
  sg_u32 sg_line;
  sg_u32 sg_column;
  int sg_id;  // 0: never visited; > 0: its number; < 0: switched off. Written by the runtime, read by every call.
  sg_u32 sg_unused;
  constexpr Site(const char* sg_f, const char* sg_path, sg_u32 sg_l, sg_u32 sg_c, const char* sg_o) noexcept
      : sg_function(sg_f), sg_file(sg_path), sg_options(sg_o), sg_line(sg_l), sg_column(sg_c), sg_id(0), sg_unused(0) {}
};

// The part of a calling-context tree node that a call touches; the rest of it lies behind (src/format/layout.h).
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
  Node* sg_parent;              // out of sg_rt_enter: where to return to
  void* sg_state;
  sg_u64 sg_busy;               // the runtime is at work in this thread: calls are let through unseen
  void* sg_context;             // the current TrackingContext, owned; 0: none
  // Durations that are not folded into their nodes yet.
  sg_u64* sg_cursor;
  sg_u64* sg_ring_end;
  sg_u64 sg_spent;              // ticks that measuring took
  sg_u64 sg_charge;             // ticks that a measured call takes
  sg_u64 sg_since;              // calls that began earlier belong to records that are closed (before a fork)
  sg_u64 sg_period_end;         // when it is time to look after everything periodic
};

struct Entered {
  Node* sg_node;    // 0: this call is not profiled
  sg_u64 sg_start;  // clock, 0: counted only
};

extern "C" {
extern SCOPEGRAFT_RT_API __attribute__((__tls_model__("initial-exec"))) __thread Thread sg_rt_thread;
// First visit of a site at a place in the tree, on a thread. Counts the call and moves the thread's position.
SCOPEGRAFT_RT_API Entered sg_rt_enter(Site* sg_site) noexcept;
// A call whose turn it is to be measured; gives its start.
SCOPEGRAFT_RT_API sg_u64 sg_rt_begin(Node* sg_node) noexcept;
// End of a measured call, or of one that an exception leaves.
SCOPEGRAFT_RT_API void sg_rt_leave(Node* sg_node, sg_u64 sg_start, unsigned sg_uncaught_before) noexcept;
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

// One call. Lives on the stack of the profiled function; costs a lookup, a count and a compare unless the call is measured.
// Members are set once, at the end of opening: GCC then keeps them in registers, and its -Wmaybe-uninitialized stays silent where
// the scope is inlined into a user's function.
class Scope {
 public:
  SCOPEGRAFT_RT_INLINE explicit Scope(Site& sg_site) noexcept { sg_open(sg_site, true); }
  SCOPEGRAFT_RT_INLINE Scope(Site& sg_site, bool sg_condition) noexcept { sg_open(sg_site, sg_condition); }
  SCOPEGRAFT_RT_INLINE ~Scope() noexcept {
    if (sg_node_ == 0) return;
    Thread& sg_thread = sg_rt_thread;
    sg_thread.sg_node = sg_parent_;  // restores the position whatever happened to the scopes inside (longjmp)
    if (__builtin_expect((sg_start_ != 0) | (*sg_thread.sg_uncaught != sg_uncaught_), 0))
      sg_rt_leave(sg_node_, sg_start_, sg_uncaught_);
  }
  SCOPEGRAFT_RT_INLINE bool wants_arguments() const noexcept {
    return __builtin_expect((sg_node_ != 0) && (sg_start_ != 0), 0) && sg_rt_wants_arguments(sg_node_);
  }
  SCOPEGRAFT_RT_INLINE Node* sg_node() const noexcept { return sg_node_; }

 private:
  Scope(const Scope&);
  Scope& operator=(const Scope&);

  SCOPEGRAFT_RT_INLINE void sg_open(Site& sg_site, bool sg_condition) noexcept {
    Node* sg_node = 0;
    Node* sg_parent = 0;
    sg_u64 sg_start = 0;
    unsigned sg_uncaught = 0;
    const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
    if (sg_condition && sg_id >= 0) {
      Thread& sg_thread = sg_rt_thread;
      sg_parent = sg_thread.sg_node;
      const sg_u64 sg_key = sg_parent->sg_children_key + static_cast<sg_u32>(sg_id);
      sg_node = sg_thread.sg_table[sg_key & sg_thread.sg_mask];
      if (__builtin_expect(sg_node->sg_key == sg_key, 1)) {
        sg_count(sg_node);
        sg_thread.sg_node = sg_node;
        if (__builtin_expect(sg_node->sg_calls >= sg_node->sg_next, 0)) sg_start = sg_rt_begin(sg_node);
      } else {
        const Entered sg_entered = sg_rt_enter(&sg_site);
        sg_node = sg_entered.sg_node;
        sg_start = sg_entered.sg_start;
        sg_parent = sg_thread.sg_parent;
      }
      sg_uncaught = *sg_thread.sg_uncaught;
    }
    sg_node_ = sg_node;
    sg_parent_ = sg_parent;
    sg_start_ = sg_start;
    sg_uncaught_ = sg_uncaught;
  }

  Node* sg_node_;
  Node* sg_parent_;
  sg_u64 sg_start_;
  unsigned sg_uncaught_;
};

// For functions that may run at compile time, where no static local is allowed: literals instead, found by the runtime.
#if __cplusplus >= 202002L
#define SCOPEGRAFT_RT_CONSTEXPR20 constexpr
#else
#define SCOPEGRAFT_RT_CONSTEXPR20
#endif
class ConstexprScope {
 public:
  // `sg_site` gives the site out of a class beside the guard: a constexpr function may name a function that is not constexpr.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 explicit ConstexprScope(Site& (*sg_site)()) noexcept
      : sg_node_(0), sg_parent_(0), sg_start_(0), sg_uncaught_(0) {
    if (!__builtin_is_constant_evaluated()) sg_enter(sg_site());
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ConstexprScope(Site& (*sg_site)(), bool sg_condition) noexcept
      : sg_node_(0), sg_parent_(0), sg_start_(0), sg_uncaught_(0) {
    if (!__builtin_is_constant_evaluated() && sg_condition) sg_enter(sg_site());
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ConstexprScope(const char* sg_function, const char* sg_file, sg_u32 sg_line,
                                                               sg_u32 sg_column, const char* sg_options) noexcept
      : sg_node_(0), sg_parent_(0), sg_start_(0), sg_uncaught_(0) {
    if (!__builtin_is_constant_evaluated()) sg_open(sg_function, sg_file, sg_line, sg_column, sg_options);
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ~ConstexprScope() noexcept {
    if (!__builtin_is_constant_evaluated()) sg_close();
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 bool wants_arguments() const noexcept {
    return sg_node_ != 0 && sg_start_ != 0 && sg_rt_wants_arguments(sg_node_);
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 Node* sg_node() const noexcept { return sg_node_; }

 private:
  ConstexprScope(const ConstexprScope&);
  ConstexprScope& operator=(const ConstexprScope&);

  SCOPEGRAFT_RT_INLINE void sg_open(const char* sg_function, const char* sg_file, sg_u32 sg_line, sg_u32 sg_column,
                                    const char* sg_options) noexcept {
    Site* const sg_site = sg_rt_site(sg_function, sg_file, sg_line, sg_column, sg_options);
    if (sg_site != 0) sg_enter(*sg_site);
  }
  SCOPEGRAFT_RT_INLINE void sg_enter(Site& sg_site) noexcept {
    if (__atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED) < 0) return;
    const Entered sg_entered = sg_rt_enter(&sg_site);
    sg_node_ = sg_entered.sg_node;
    sg_start_ = sg_entered.sg_start;
    sg_parent_ = sg_rt_thread.sg_parent;
    sg_uncaught_ = *sg_rt_thread.sg_uncaught;
  }
  SCOPEGRAFT_RT_INLINE void sg_close() noexcept {
    if (sg_node_ == 0) return;
    sg_rt_thread.sg_node = sg_parent_;
    if ((sg_start_ != 0) | (*sg_rt_thread.sg_uncaught != sg_uncaught_)) sg_rt_leave(sg_node_, sg_start_, sg_uncaught_);
  }

  Node* sg_node_;
  Node* sg_parent_;
  sg_u64 sg_start_;
  unsigned sg_uncaught_;
};

// What a rule's `condition` is made of. Cheap enough for every call: the environment is looked at once per place, the load is
// read in the background.
extern "C" {
// `sg_name` is a literal: its address names the place.
SCOPEGRAFT_RT_API bool sg_rt_env_set(const char* sg_name) noexcept;
SCOPEGRAFT_RT_API bool sg_rt_env_equals(const char* sg_name, const char* sg_value) noexcept;
// Load average of the last minute per processor, of at most a second ago; 0 before the first reading.
SCOPEGRAFT_RT_API double sg_rt_load() noexcept;
// Of the current context.
SCOPEGRAFT_RT_API bool sg_rt_user_flagged(const char* sg_flag) noexcept;
}
SCOPEGRAFT_RT_INLINE bool env_set(const char* sg_name) noexcept { return sg_rt_env_set(sg_name); }
SCOPEGRAFT_RT_INLINE bool env_equals(const char* sg_name, const char* sg_value) noexcept { return sg_rt_env_equals(sg_name, sg_value); }
SCOPEGRAFT_RT_INLINE bool load_high(double sg_threshold) noexcept { return sg_rt_load() >= sg_threshold; }
SCOPEGRAFT_RT_INLINE bool user_flagged(const char* sg_flag) noexcept { return sg_rt_user_flagged(sg_flag); }
// A build without NDEBUG, or SCOPEGRAFT_DEBUG set to something but 0. Internal linkage: units of one program may differ.
__attribute__((__unused__)) static inline bool debug_mode() noexcept {
#ifdef NDEBUG
  return sg_rt_env_set("SCOPEGRAFT_DEBUG") && !sg_rt_env_equals("SCOPEGRAFT_DEBUG", "0");
#else
  return true;
#endif
}

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
  ::scopegraft_rt::ConstexprScope sg_scope_##sg_at(sg_place_##sg_at::sg_site) SCOPEGRAFT_RT_LOUD
#define SCOPEGRAFT_RT_CONSTANT_IF(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options, sg_condition)          \
  SCOPEGRAFT_RT_QUIET SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options);             \
  ::scopegraft_rt::ConstexprScope sg_scope_##sg_at(sg_place_##sg_at::sg_site,                                       \
                                                   __builtin_is_constant_evaluated() || sg_condition) SCOPEGRAFT_RT_LOUD

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_GRAFT_H
