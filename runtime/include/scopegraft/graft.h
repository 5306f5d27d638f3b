// What the rewriter injects: a site (which function) and a scope (one call of it). Line 1 of a rewritten unit includes this
// file; it must survive every dialect from C++11, every warning, -fno-exceptions, hostile macros and packed alignment, so it
// includes nothing but its own parts. Everything that is not on the path of a counted call lives behind the four sg_rt_ functions.
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
#include "graft_words.h"
// Can a function have a scope and not know that it calls something?
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
#include "graft_x86_64.h"
#else
#include "graft_portable.h"
#endif
#pragma pack(push)
#pragma pack()

extern "C++" {
namespace scopegraft_rt {

// One call. Lives on the stack of the profiled function; costs a lookup, a count and a compare unless the call is measured.
class Scope {
 public:
  SCOPEGRAFT_RT_INLINE explicit Scope(Site& sg_site) noexcept : sg_site_(sg_site), sg_word_(sg_open(sg_site)) {}
  SCOPEGRAFT_RT_INLINE Scope(Site& sg_site, bool sg_condition) noexcept
      : sg_site_(sg_site), sg_word_(sg_condition ? sg_open(sg_site) : sg_kNotSeen) {}
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
      : sg_site_(sg_site), sg_word_(sg_condition ? sg_open_leaf(sg_site) : sg_kNotSeen) {}
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
