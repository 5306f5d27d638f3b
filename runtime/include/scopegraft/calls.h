// What the rewriter injects around a call that a `calls:` rule times: a CallScope at the head of the function, and marks in the
// expression that open it when the arguments are ready and close it when the call is over.
//     (static_cast<void>(CallMark(sg_call_7_3, sg_callee_7_3, 1)), sg_call_7_3.sg_value(step(sg_call_7_3.sg_made(next(db)))))
// Values stay what they are: a scalar goes through by value, a reference as the reference that it is, a class prvalue that
// becomes an object goes through nothing. CallMark closes the scope when an exception leaves the call.
// C++11 and later; includes nothing but graft.h. A scope belongs to one call of its function.
#ifndef SCOPEGRAFT_CALLS_H
#define SCOPEGRAFT_CALLS_H
#include "graft.h"
#ifdef __cplusplus
#pragma GCC system_header
#pragma pack(push)
#pragma pack()

// Before a comma, clang's -Wcomma wants a cast of what is void already; g++'s -Wuseless-cast does not.
#ifdef __clang__
#define SCOPEGRAFT_RT_DROPPED static_cast<void>
#else
#define SCOPEGRAFT_RT_DROPPED
#endif

extern "C++" {
namespace scopegraft_rt {

class CallScope {
 public:
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 CallScope() noexcept
      : sg_site_(0), sg_word_(0), sg_waits_(0), sg_is_open_(false) {}

  // Before the call and its arguments. `sg_waits`: how many arguments say when they are ready.
  SCOPEGRAFT_RT_INLINE void sg_begin(Site& sg_site, unsigned sg_waits, bool sg_condition) noexcept {
    sg_site_ = &sg_site;
    sg_waits_ = sg_condition ? sg_waits : 0;
    if (sg_condition && sg_waits == 0) sg_start();
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 void sg_end() noexcept {
    if (!sg_is_open_) return;
    sg_is_open_ = false;
    sg_close(*sg_site_, sg_word_);
  }

  // Around the call.
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 sg_T sg_value(sg_T sg_result) noexcept {
    sg_end();
    return sg_result;
  }
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 sg_T&& sg_reference(sg_T&& sg_result) noexcept {
    sg_end();
    return static_cast<sg_T&&>(sg_result);
  }

  // Around an argument: by value, and as the reference that it is.
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 sg_T sg_made(sg_T sg_argument) noexcept {
    sg_ready();
    return sg_argument;
  }
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 sg_T&& sg_found(sg_T&& sg_argument) noexcept {
    sg_ready();
    return static_cast<sg_T&&>(sg_argument);
  }
  // When compiling: see sg_computing. The scope is a local variable of the function that makes the call, and its word is 0 then.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 bool sg_is_computed() const noexcept { return sg_computing(sg_word_); }

 private:
  CallScope(const CallScope&);
  CallScope& operator=(const CallScope&);

  SCOPEGRAFT_RT_INLINE void sg_start() noexcept {
    sg_word_ = sg_open(*sg_site_);
    sg_is_open_ = true;
  }
  // The last argument opens: which of them that is, is the compiler's choice.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 void sg_ready() noexcept {
    if (sg_waits_ != 0 && --sg_waits_ == 0) sg_open_now();
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 void sg_open_now() noexcept {
    if (!sg_is_computed()) sg_start();
  }

  Site* sg_site_;
  sg_u64 sg_word_;
  unsigned sg_waits_;
  bool sg_is_open_;
};

class CallMark {
 public:
  SCOPEGRAFT_RT_INLINE CallMark(CallScope& sg_scope, Site& sg_site, unsigned sg_waits, bool sg_condition = true) noexcept
      : sg_scope_(sg_scope) {
    sg_scope.sg_begin(sg_site, sg_waits, sg_condition);
  }
  // In functions that may run at compile time: `sg_site` gives the site out of a class.
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 CallMark(CallScope& sg_scope, Site& (*sg_site)(), unsigned sg_waits,
                                                         bool sg_condition = true) noexcept
      : sg_scope_(sg_scope) {
    if (!sg_scope.sg_is_computed()) sg_scope.sg_begin(sg_site(), sg_waits, sg_condition);
  }
  SCOPEGRAFT_RT_INLINE SCOPEGRAFT_RT_CONSTEXPR20 ~CallMark() noexcept { sg_scope_.sg_end(); }

 private:
  CallMark(const CallMark&);
  CallMark& operator=(const CallMark&);
  CallScope& sg_scope_;
};

}  // namespace scopegraft_rt
}  // extern "C++"

// What stands at the head of a function that may run at compile time. `sg_at`: "LINE_COLUMN" of the call.
#define SCOPEGRAFT_RT_CONSTANT_CALL(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options)                      \
  SCOPEGRAFT_RT_QUIET SCOPEGRAFT_RT_PLACE(sg_at, sg_function, sg_file, sg_line, sg_column, sg_options);             \
  ::scopegraft_rt::CallScope sg_call_##sg_at SCOPEGRAFT_RT_LOUD

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_CALLS_H
