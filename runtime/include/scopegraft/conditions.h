// The conditions of rules as objects of the program, to be put together, kept and asked:
//     inline const auto critical = scopegraft::when_env_set("PROFILE_CRITICAL_PATH") || scopegraft::when_load_high(0.8);
//     if (critical()) ...                                    // and in a rule or decorator: condition: "call(app::critical)"
// They say the same as the words of the rule language, as cheaply, and in the same order: `||` and `&&` of objects ask their second
// part only when the first does not tell. C++17 and later. Any thread.
#pragma once

#include <type_traits>
#include <utility>

#include "condition_words.h"

namespace scopegraft {

// `Ask` is a callable without arguments that gives a bool; what it throws ends in false.
template <class Ask>
class Condition {
 public:
  constexpr explicit Condition(Ask ask) noexcept(std::is_nothrow_move_constructible_v<Ask>) : ask_(std::move(ask)) {}
  bool operator()() const noexcept {
    if constexpr (noexcept(static_cast<bool>(std::declval<const Ask&>()()))) {
      return static_cast<bool>(ask_());
    } else {
#if defined(__cpp_exceptions)
      try {
        return static_cast<bool>(ask_());
      } catch (...) {
        return false;
      }
#else
      return static_cast<bool>(ask_());
#endif
    }
  }
  explicit operator bool() const noexcept { return (*this)(); }

 private:
  Ask ask_;
};

// A predicate of the program: a function, a lambda.
template <class Ask>
[[nodiscard]] constexpr auto when(Ask ask) {
  return Condition<Ask>(std::move(ask));
}

// Names are literals, or live as long as the condition: answers are kept by their address.
[[nodiscard]] inline auto when_env_set(const char* variable) noexcept {
  return when([variable]() noexcept { return scopegraft_rt::env_set(variable); });
}
[[nodiscard]] inline auto when_env_equals(const char* variable, const char* value) noexcept {
  return when([variable, value]() noexcept { return scopegraft_rt::env_equals(variable, value); });
}
// SCOPEGRAFT_DEBUG is set, or the source that asks was compiled without NDEBUG: internal linkage, units of one program may differ.
[[nodiscard, maybe_unused]] static auto when_debug_mode() noexcept {
  return when([]() noexcept { return scopegraft_rt::debug_mode(); });
}
// The load average per core is at least this.
[[nodiscard]] inline auto when_load_high(double per_core = 0.8) noexcept {
  return when([per_core]() noexcept { return scopegraft_rt::load_high(per_core); });
}
[[nodiscard]] inline auto when_user_flagged(const char* flag) noexcept {
  return when([flag]() noexcept { return scopegraft_rt::user_flagged(flag); });
}

template <class A, class B>
[[nodiscard]] constexpr auto operator||(Condition<A> a, Condition<B> b) {
  return when([a = std::move(a), b = std::move(b)]() noexcept { return a() || b(); });
}
template <class A, class B>
[[nodiscard]] constexpr auto operator&&(Condition<A> a, Condition<B> b) {
  return when([a = std::move(a), b = std::move(b)]() noexcept { return a() && b(); });
}
template <class A>
[[nodiscard]] constexpr auto operator!(Condition<A> a) {
  return when([a = std::move(a)]() noexcept { return !a(); });
}
template <class A, class B>
[[nodiscard]] constexpr auto operator|(Condition<A> a, Condition<B> b) {
  return std::move(a) || std::move(b);
}
template <class A, class B>
[[nodiscard]] constexpr auto operator&(Condition<A> a, Condition<B> b) {
  return std::move(a) && std::move(b);
}

}  // namespace scopegraft
