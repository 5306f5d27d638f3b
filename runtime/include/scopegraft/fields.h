// The values of `context_fields`: the rewriter spells `::scopegraft_rt::field(sg_scope_L_C, "request.user_id", EXPR);` behind the
// scope. C++17 and later. Arithmetic types, enumerations and what converts to a string_view are kept as they are, what has an
// `operator<<` as text; anything else does not compile, so the site is dropped and the user told.
#pragma once
#pragma GCC system_header

#include <optional>
#include <sstream>
#include <string>
#include <type_traits>

#include "context.h"
#include "graft.h"

namespace scopegraft_rt {

extern "C" {
SCOPEGRAFT_RT_API void sg_rt_field(const Node* sg_node, const char* sg_key, const scopegraft::ContextValue& sg_value) noexcept;
// Around code of the program that runs because of us: its calls and allocations are not counted. False: it must not run now.
SCOPEGRAFT_RT_API bool sg_rt_unseen_begin(sg_u64 (&sg_memory)[5]) noexcept;
SCOPEGRAFT_RT_API void sg_rt_unseen_field(const Node* sg_node, const char* sg_key, const scopegraft::ContextValue& sg_value) noexcept;
SCOPEGRAFT_RT_API void sg_rt_unseen_end(const sg_u64 (&sg_memory)[5]) noexcept;
}

template <typename sg_T, typename = void>
struct IsPointerLike : std::false_type {};
template <typename sg_T>
struct IsPointerLike<sg_T, std::void_t<decltype(static_cast<bool>(std::declval<const sg_T&>())), decltype(*std::declval<const sg_T&>())>>
    : std::true_type {};

// Is the call one whose context is kept? Then its fields are worth reading. `sg_scope`: a Scope, ConstexprScope or AsyncScope.
template <typename sg_Scope>
bool wants_fields(const sg_Scope& sg_scope) noexcept {
  return sg_scope.sg_node() != nullptr;
}

// Does a pointer, smart pointer or optional on the way to a field point to anything?
template <typename sg_T>
bool is_there(const sg_T& sg_pointer) noexcept {
  return static_cast<bool>(sg_pointer);
}

#if defined(__cpp_exceptions)
#define SCOPEGRAFT_RT_TRY try
#define SCOPEGRAFT_RT_CATCH catch (...) {}
#else
#define SCOPEGRAFT_RT_TRY
#define SCOPEGRAFT_RT_CATCH
#endif

template <typename sg_Scope, typename sg_T>
void field(const sg_Scope& sg_scope, const char* sg_key, const sg_T& sg_value) noexcept {
  const Node* const sg_node = sg_scope.sg_node();
  if (sg_node == nullptr) return;
  if constexpr (std::is_convertible_v<const sg_T&, const char*>) {
    const char* const sg_text = sg_value;
    if (sg_text != nullptr) sg_rt_field(sg_node, sg_key, std::string_view(sg_text));
  } else if constexpr (std::is_convertible_v<const sg_T&, scopegraft::ContextValue>) {
    sg_rt_field(sg_node, sg_key, sg_value);
  } else if constexpr (IsPointerLike<sg_T>::value) {
    if (static_cast<bool>(sg_value)) field(sg_scope, sg_key, *sg_value);
  } else {
    // A value that cannot be told leaves the program as it is.
    sg_u64 sg_memory[5];
    if (!sg_rt_unseen_begin(sg_memory)) return;
    SCOPEGRAFT_RT_TRY {
      std::ostringstream sg_out;
      sg_out << sg_value;
      sg_rt_unseen_field(sg_node, sg_key, sg_out.str());
    }
    SCOPEGRAFT_RT_CATCH
    sg_rt_unseen_end(sg_memory);
  }
}

}  // namespace scopegraft_rt
