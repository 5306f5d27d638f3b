// The context of the current thread or coroutine: named values, flags and the current span, inherited by what it calls, carried
// across coroutines by themselves and across threads by `bind` or `ContextScope`. C++17 and later. Any thread; nothing throws
// but what returns a std::string.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "graft.h"

namespace scopegraft {

namespace context {
struct Node;
}

// bool, 64-bit integer, double or text; a char that can be printed is a text of one letter. A text is seen, not owned:
// TrackingContext copies it.
class ContextValue {
 public:
  enum class Kind : std::uint8_t { kBool, kInteger, kReal, kText };

  template <typename T, std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>, int> = 0>
  constexpr ContextValue(T value) noexcept {
    if constexpr (std::is_same_v<T, bool>) {
      kind_ = Kind::kBool;
      integer_ = value ? 1 : 0;
    } else if constexpr (std::is_same_v<T, char>) {
      const bool is_letter = value >= ' ' && value <= '~';
      kind_ = is_letter ? Kind::kText : Kind::kInteger;
      integer_ = is_letter ? 0 : static_cast<unsigned char>(value);
      if (is_letter) text_ = std::string_view(kLetters + (value - ' '), 1);
    } else if constexpr (std::is_floating_point_v<T>) {
      kind_ = Kind::kReal;
      real_ = static_cast<double>(value);
    } else {
      kind_ = Kind::kInteger;
      integer_ = static_cast<std::int64_t>(value);
    }
  }
  template <typename T, std::enable_if_t<std::is_convertible_v<const T&, std::string_view>, int> = 0>
  constexpr ContextValue(const T& value) noexcept : kind_(Kind::kText), text_(value) {}

  [[nodiscard]] constexpr Kind kind() const noexcept { return kind_; }
  [[nodiscard]] constexpr bool boolean() const noexcept { return integer_ != 0; }
  [[nodiscard]] constexpr std::int64_t integer() const noexcept { return integer_; }
  [[nodiscard]] constexpr double real() const noexcept { return real_; }
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

  friend constexpr bool operator==(const ContextValue& a, const ContextValue& b) noexcept {
    return a.kind_ == b.kind_ && a.integer_ == b.integer_ && !(a.real_ < b.real_) && !(b.real_ < a.real_) && a.text_ == b.text_;
  }
  friend constexpr bool operator!=(const ContextValue& a, const ContextValue& b) noexcept { return !(a == b); }

 private:
  static constexpr char kLetters[] = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

  Kind kind_ = Kind::kBool;
  std::int64_t integer_ = 0;
  double real_ = 0;
  std::string_view text_;
};

// Where a span stands in a trace (W3C Trace Context).
struct SpanContext {
  std::uint8_t trace_id[16] = {};
  std::uint8_t span_id[8] = {};
  std::uint8_t trace_flags = 0;  // bit 0: sampled
  bool is_remote = false;
  std::string tracestate;

  // Neither id is all zeros.
  [[nodiscard]] SCOPEGRAFT_RT_API bool is_valid() const noexcept;
  [[nodiscard]] bool is_sampled() const noexcept { return (trace_flags & 1) != 0; }
  [[nodiscard]] SCOPEGRAFT_RT_API std::string trace_id_text() const;
  [[nodiscard]] SCOPEGRAFT_RT_API std::string span_id_text() const;
  // "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"; empty when not valid.
  [[nodiscard]] SCOPEGRAFT_RT_API std::string traceparent() const;
};

// By the rules of W3C Trace Context, 3.2 and 3.3: a bad traceparent gives an invalid context, a bad tracestate an empty one.
[[nodiscard]] SCOPEGRAFT_RT_API SpanContext parse_traceparent(std::string_view traceparent, std::string_view tracestate = {});
// Several `tracestate` headers are one list, joined with a comma. Empty when not valid.
[[nodiscard]] SCOPEGRAFT_RT_API std::string parse_tracestate(std::string_view tracestate);

// A context as a value: cheap to copy, never changes; `with` gives a new one.
class TrackingContext {
 public:
  TrackingContext() noexcept = default;
  SCOPEGRAFT_RT_API TrackingContext(const TrackingContext& other) noexcept;
  TrackingContext(TrackingContext&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  TrackingContext& operator=(TrackingContext other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  SCOPEGRAFT_RT_API ~TrackingContext();

  // The same key again hides the outer value.
  [[nodiscard]] SCOPEGRAFT_RT_API TrackingContext with(std::string_view key, const ContextValue& value) const noexcept;
  [[nodiscard]] SCOPEGRAFT_RT_API TrackingContext with_flag(std::string_view flag) const noexcept;
  [[nodiscard]] SCOPEGRAFT_RT_API TrackingContext with_span(const SpanContext& span) const noexcept;

  [[nodiscard]] SCOPEGRAFT_RT_API bool has(std::string_view key) const noexcept;
  [[nodiscard]] SCOPEGRAFT_RT_API bool flagged(std::string_view flag) const noexcept;
  // `fallback` when there is no such key. Texts live as long as this context.
  [[nodiscard]] SCOPEGRAFT_RT_API ContextValue get(std::string_view key, const ContextValue& fallback = std::string_view()) const noexcept;
  [[nodiscard]] SCOPEGRAFT_RT_API SpanContext span() const;
  [[nodiscard]] bool empty() const noexcept { return node_ == nullptr; }

  // Each visible field once, the innermost first.
  template <typename Visit>
  void each(Visit visit) const {
    for_each([](void* to, std::string_view key, const ContextValue& value) { (*static_cast<Visit*>(to))(key, value); }, &visit);
  }

 private:
  friend class ContextScope;
  friend TrackingContext capture() noexcept;
  explicit TrackingContext(context::Node* node) noexcept : node_(node) {}
  SCOPEGRAFT_RT_API void for_each(void (*visit)(void*, std::string_view, const ContextValue&), void* to) const;

  context::Node* node_ = nullptr;
};

// The current context of the thread or coroutine.
[[nodiscard]] SCOPEGRAFT_RT_API TrackingContext capture() noexcept;

// Makes a context the current one until the end of the block. May be held across co_await.
class [[nodiscard]] ContextScope {
 public:
  SCOPEGRAFT_RT_API explicit ContextScope(TrackingContext context) noexcept;
  // On top of the current one: `ContextScope scope{{"tenant", tenant}, {"attempt", 3}};`
  ContextScope(std::initializer_list<std::pair<std::string_view, ContextValue>> fields) noexcept : ContextScope(added(capture(), fields)) {}
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;
  SCOPEGRAFT_RT_API ~ContextScope();

 private:
  static TrackingContext added(TrackingContext to, std::initializer_list<std::pair<std::string_view, ContextValue>> fields) noexcept {
    for (const auto& [key, value] : fields) to = to.with(key, value);
    return to;
  }
  context::Node* mine_ = nullptr;      // to know it again
  context::Node* previous_ = nullptr;  // owned
};

// Adds a field to the current context, and so to the span around it, until the innermost ContextScope or profiled call with a
// context ends. Nothing where there is neither. `error.type` makes the span one that failed.
SCOPEGRAFT_RT_API void set_attribute(std::string_view key, const ContextValue& value) noexcept;

// Runs `f` in a context.
template <typename F, typename... Arguments>
decltype(auto) with_context(const TrackingContext& context, F&& f, Arguments&&... arguments) {
  const ContextScope scope(context);
  return std::invoke(std::forward<F>(f), std::forward<Arguments>(arguments)...);
}

// A callable with the context of the place where it was made: for std::thread, std::async and thread pools. It can be called,
// copied and moved wherever what it holds can.
template <typename F>
class Bound {
 public:
  explicit Bound(const F& f) : context_(capture()), f_(f) {}
  explicit Bound(F&& f) noexcept(std::is_nothrow_move_constructible_v<F>) : context_(capture()), f_(std::move(f)) {}
  template <typename... Arguments>
  std::invoke_result_t<F&, Arguments...> operator()(Arguments&&... arguments) & noexcept(std::is_nothrow_invocable_v<F&, Arguments...>) {
    const ContextScope scope(context_);
    return std::invoke(f_, std::forward<Arguments>(arguments)...);
  }
  template <typename... Arguments>
  std::invoke_result_t<const F&, Arguments...> operator()(Arguments&&... arguments) const& noexcept(std::is_nothrow_invocable_v<const F&, Arguments...>) {
    const ContextScope scope(context_);
    return std::invoke(f_, std::forward<Arguments>(arguments)...);
  }
  template <typename... Arguments>
  std::invoke_result_t<F, Arguments...> operator()(Arguments&&... arguments) && noexcept(std::is_nothrow_invocable_v<F, Arguments...>) {
    const ContextScope scope(context_);
    return std::invoke(std::move(f_), std::forward<Arguments>(arguments)...);
  }

 private:
  TrackingContext context_;
  F f_;
};
template <typename F>
[[nodiscard]] Bound<std::decay_t<F>> bind(F&& f) {
  return Bound<std::decay_t<F>>(std::forward<F>(f));
}

// Whether the flag is set in the current context (`user_flagged(f)` of the rules).
[[nodiscard]] SCOPEGRAFT_RT_API bool user_flagged(std::string_view flag) noexcept;

// The current span; not valid when there is none.
[[nodiscard]] SCOPEGRAFT_RT_API SpanContext current_span();
// For the headers of an outgoing request; empty when there is no span.
[[nodiscard]] SCOPEGRAFT_RT_API std::string traceparent();
[[nodiscard]] SCOPEGRAFT_RT_API std::string tracestate();
// Out of an incoming request: spans inside the block are children of the caller's. A bad header changes nothing.
inline ContextScope with_remote_parent(std::string_view traceparent, std::string_view tracestate = {}) {
  const SpanContext parent = parse_traceparent(traceparent, tracestate);
  return ContextScope(parent.is_valid() ? capture().with_span(parent) : capture());
}

// What is known of the spans so far; written: to the file, or taken by the collector where they are sent to one.
struct SpanCounts {
  std::uint64_t ended = 0, written = 0, dropped = 0;
};
[[nodiscard]] SCOPEGRAFT_RT_API SpanCounts span_counts() noexcept;
// Writes what is queued and waits for it. A collector is not waited for (span_receiver.h).
SCOPEGRAFT_RT_API void flush_spans() noexcept;

}  // namespace scopegraft
