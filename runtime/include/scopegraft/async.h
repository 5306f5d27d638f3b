// What the rewriter injects into coroutines (runtime/ASYNC.md says how it is spelled): a scope that lives in the coroutine's
// frame and leaves the thread at each suspension, and the marks around `co_await` and `co_yield` that tell it so.
// C++20 and later; includes nothing but graft.h and a part of its own. A scope is used by whoever runs its coroutine, one
// thread at a time; the program's own hand-over of the coroutine orders them. The scope alone, for a call that ends on another
// thread than it began and is no coroutine (`AsyncScope scope(site, FrameAddress{nullptr})`), is C++11.
#ifndef SCOPEGRAFT_ASYNC_H
#define SCOPEGRAFT_ASYNC_H
#include "graft.h"
#ifdef __cplusplus
#pragma GCC system_header
#pragma pack(push)
#pragma pack()

// Before a comma, clang's -Wcomma wants a cast of what is void already; g++'s -Wuseless-cast does not.
#ifdef __clang__
#define SCOPEGRAFT_RT_AS_VOID static_cast<void>
#else
#define SCOPEGRAFT_RT_AS_VOID
#endif

// Where the frame of the coroutine begins that makes a scope: clang keeps the scope of one that never suspends on the stack.
#if defined(__clang__) && defined(__cpp_impl_coroutine)
#define SCOPEGRAFT_RT_FRAME __builtin_coro_frame()
#else
#define SCOPEGRAFT_RT_FRAME nullptr
#endif

extern "C++" {
namespace scopegraft_rt {

struct AsyncScope;
struct FrameAddress {  // of a type of its own: no condition is taken for one
  const void* sg_address;
};

// The coroutine that suspended last on this thread, for the coroutine that begins next because of it: a lazy task hangs below
// the coroutine that awaits it, although that one is off the thread by then. Written and read by the thread.
struct Awaited {
  Node* sg_node;           // where the waiting coroutine stands in the tree; 0: none
  Node* sg_outer;          // where the thread stood since: another position means other work
  const char* sg_frame;    // the frame that runs next by symmetric transfer; 0: whatever begins inside await_suspend
  const char* sg_names;    // the functions called in the operand ("app::read|app::write"), where neither of both is known
  void* sg_context;        // the waiting coroutine's, owned
  sg_u64 sg_claimed;       // bit i: name i has begun
};

extern "C" {
extern SCOPEGRAFT_RT_API __attribute__((__tls_model__("initial-exec"))) __thread Awaited sg_rt_awaited;
// First visit, or a coroutine that another one may wait for, or a thread with a context.
// `sg_frame`: its handle's address, or one within the frame.
SCOPEGRAFT_RT_API void sg_rt_async_enter(AsyncScope* sg_scope, Site* sg_site, const void* sg_frame) noexcept;
SCOPEGRAFT_RT_API void sg_rt_async_begin(AsyncScope* sg_scope) noexcept;
SCOPEGRAFT_RT_API void sg_rt_async_pause(AsyncScope* sg_scope) noexcept;
SCOPEGRAFT_RT_API void sg_rt_async_resume(AsyncScope* sg_scope) noexcept;
// Resumed on another thread than before: finds the same place in that thread's tree.
SCOPEGRAFT_RT_API void sg_rt_async_move(AsyncScope* sg_scope) noexcept;
SCOPEGRAFT_RT_API void sg_rt_async_end(AsyncScope* sg_scope) noexcept;
SCOPEGRAFT_RT_API void sg_rt_awaited_context(void* sg_context) noexcept;
}

}  // namespace scopegraft_rt
}  // extern "C++"
#if defined(SCOPEGRAFT_RT_ASSEMBLY)
#include "async_x86_64.h"
#else
#include "async_portable.h"
#endif
extern "C++" {
namespace scopegraft_rt {

// All that makes the end of a run more than the end of a count: one word, zero but for the exceptions in flight. It is read and
// written whole, never by its parts: a processor that loads eight bytes waits for the smaller stores that it last saw in them.
struct AsyncMarks {
  enum : sg_u64 {
    sg_kUncaught = 0xff,         // how many exceptions were in flight at the begin or the latest resumption, modulo 256
    sg_kLeft = 1 << 8,           // it is off the thread
    sg_kUnfinished = 1 << 9,     // nobody took the result of the latest await
    sg_kRunInContext = 1 << 10,  // the runtime knows of it: it runs in a context
    sg_kRunMeasured = 1 << 11,   // the runtime knows of it: it is measured
    sg_kSuspension = 1 << 12     // the rest: how often it suspended
  };
  sg_u64 sg_word;
  SCOPEGRAFT_RT_INLINE bool sg_is(sg_u64 sg_mark) const noexcept { return (sg_word & sg_mark) != 0; }
  SCOPEGRAFT_RT_INLINE void sg_set(sg_u64 sg_mark) noexcept { sg_word |= sg_mark; }
  SCOPEGRAFT_RT_INLINE void sg_clear(sg_u64 sg_mark) noexcept { sg_word &= ~sg_mark; }
  SCOPEGRAFT_RT_INLINE bool sg_left() const noexcept { return sg_is(sg_kLeft); }
  SCOPEGRAFT_RT_INLINE void sg_suspend() noexcept { sg_word += sg_kSuspension; }
  // Counts a suspension. False: it was off the thread before.
  SCOPEGRAFT_RT_INLINE bool sg_leave() noexcept {
    const sg_u64 sg_more = sg_word + sg_kSuspension;
    const bool sg_was_on = (sg_more & sg_kLeft) == 0;
    sg_word = sg_was_on ? (sg_more | sg_kLeft) & ~sg_u64{sg_kUnfinished} : sg_more;
    return sg_was_on;
  }
  SCOPEGRAFT_RT_INLINE void sg_return(unsigned sg_in_flight) noexcept {
    sg_word = (sg_word & ~sg_u64{sg_kLeft | sg_kUncaught}) | static_cast<unsigned char>(sg_in_flight);
  }
  SCOPEGRAFT_RT_INLINE sg_u64 sg_suspensions() const noexcept { return sg_word / sg_kSuspension; }
  SCOPEGRAFT_RT_INLINE unsigned char sg_uncaught() const noexcept { return static_cast<unsigned char>(sg_word); }
  // The exception in flight is the coroutine's own.
  SCOPEGRAFT_RT_INLINE void sg_own() noexcept { sg_word -= sg_uncaught() != 0; }
};

struct AsyncScope {
  SCOPEGRAFT_RT_INLINE explicit AsyncScope(Site& sg_site, FrameAddress sg_frame = {SCOPEGRAFT_RT_FRAME}) noexcept { sg_open(sg_site, sg_frame.sg_address); }
  SCOPEGRAFT_RT_INLINE AsyncScope(Site& sg_site, bool sg_condition, FrameAddress sg_frame = {SCOPEGRAFT_RT_FRAME}) noexcept {
    if (sg_condition)
      sg_open(sg_site, sg_frame.sg_address);
    else
      sg_begin(nullptr, nullptr, 0);
  }
  AsyncScope(const AsyncScope&) = delete;
  AsyncScope& operator=(const AsyncScope&) = delete;

  SCOPEGRAFT_RT_INLINE ~AsyncScope() noexcept {
    if (sg_node_ == nullptr) return;
    Thread& sg_thread = sg_rt_thread;
    const sg_u64 sg_plain = static_cast<unsigned char>(*sg_thread.sg_uncaught);
    if (__builtin_expect(((sg_marks.sg_word ^ sg_plain) | reinterpret_cast<sg_u64>(sg_thread.sg_context)) != 0, 0))
      sg_async::sg_end(this);
    else
      sg_move_to(sg_parent);
  }

  SCOPEGRAFT_RT_INLINE bool wants_arguments() const noexcept {
    return __builtin_expect(sg_measured(), 0) && sg_rt_wants_arguments(sg_node_);
  }
  SCOPEGRAFT_RT_INLINE Node* sg_node() const noexcept { return sg_node_; }
  SCOPEGRAFT_RT_INLINE bool sg_measured() const noexcept { return sg_marks.sg_is(AsyncMarks::sg_kRunMeasured); }

  // Off the thread. Twice in a row counts twice but leaves once: g++ 12 suspends for the second of two awaits of one expression
  // before it asks the first for its result.
  SCOPEGRAFT_RT_INLINE void leave() noexcept {
    if (sg_node_ == nullptr) return;
    if (!sg_marks.sg_leave()) return;
    Thread& sg_thread = sg_rt_thread;
    void* const sg_mine = sg_thread.sg_context;
    sg_thread.sg_context = sg_context;
    sg_context = sg_mine;
    sg_state = sg_thread.sg_state;
    sg_at = sg_position();  // a block's own scope may be open
    sg_move_to(sg_parent);
    if (__builtin_expect(sg_measured(), 0)) sg_async::sg_pause(this);
  }
  void leave(const char* sg_names) noexcept {
    leave();
    if (sg_node_ == nullptr) return;
    Awaited& sg_awaited = sg_rt_awaited;
    sg_awaited.sg_node = sg_at;
    sg_awaited.sg_outer = sg_position();
    sg_awaited.sg_frame = nullptr;
    sg_awaited.sg_names = sg_names;
    sg_awaited.sg_claimed = 0;
    if (__builtin_expect((sg_context != nullptr) | (sg_awaited.sg_context != nullptr), 0)) sg_async::sg_await_in(sg_context);
  }
  // On the thread again. Nothing if it never left.
  SCOPEGRAFT_RT_INLINE void back() noexcept {
    if (!sg_marks.sg_left()) return;
    Thread& sg_thread = sg_rt_thread;
    sg_marks.sg_return(*sg_thread.sg_uncaught);
    void* const sg_theirs = sg_thread.sg_context;
    sg_thread.sg_context = sg_context;
    sg_context = sg_theirs;
    sg_rt_awaited.sg_node = nullptr;
    if (__builtin_expect(sg_thread.sg_state != sg_state, 0)) return sg_async::sg_move(this);
    sg_parent = sg_position();
    sg_move_to(sg_at);
    if (__builtin_expect(sg_measured(), 0)) sg_async::sg_resume(this);
  }

  // Around an operand, or a result that is a reference (or lives to the end of the full expression anyhow).
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE sg_T&& leaving(sg_T&& sg_operand) noexcept {
    leave();
    return static_cast<sg_T&&>(sg_operand);
  }
  // `sg_names`: the functions called in the operand, whose bodies may begin before anything else does on this thread.
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE sg_T&& leaving(sg_T&& sg_operand, const char* sg_names) noexcept {
    leave(sg_names);
    return static_cast<sg_T&&>(sg_operand);
  }
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE sg_T&& returned(sg_T&& sg_result) noexcept {
    back();
    return static_cast<sg_T&&>(sg_result);
  }
  // Around a result that is a prvalue of a scalar type.
  template <typename sg_T>
  SCOPEGRAFT_RT_INLINE sg_T value(sg_T sg_result) noexcept {
    back();
    return sg_result;
  }

  // Of the runtime; the injected code uses none of it. A run that is only counted, and does not suspend, writes the first four: a
  // coroutine's frame is memory that nobody has touched yet.
  Node* sg_node_;      // counts and measures are kept there, on whichever thread the coroutine ends; 0: nothing is
  AsyncMarks sg_marks;
  Node* sg_parent;     // the position to give back at the next suspension
  // Written where it leaves the thread, or where the runtime knows of it. One of them stands here so that nothing that every run
  // writes lies beside sg_parent: GCC would write both at once, and whoever takes the position next would wait for that.
  Node* sg_at;         // the position to take at the next resumption, in the tree of sg_state
  void* sg_context;    // written by every run: off the thread: the coroutine's; on it: the one to give back
  void* sg_state;      // the thread whose tree sg_at lies in
  // Of a measured run.
  void* sg_span;              // context that the site itself opened
  mutable void* sg_values;    // of the arguments
  void* sg_memory;            // what is remembered of memory
  void* sg_collected;         // what collectors keep of the run
  sg_u64 sg_entered;          // thread time at the latest resumption
  sg_u64 sg_active;
  sg_u64 sg_start;            // clock
  float sg_weight;

  // What every run writes.
  SCOPEGRAFT_RT_INLINE void sg_begin(Node* sg_node, Node* sg_outer, unsigned sg_in_flight) noexcept {
    sg_node_ = sg_node;
    sg_marks.sg_word = static_cast<unsigned char>(sg_in_flight);
    sg_parent = sg_outer;
    sg_context = nullptr;
  }

 private:
  SCOPEGRAFT_RT_INLINE void sg_open(Site& sg_site, const void* sg_frame) noexcept {
    const int sg_id = __atomic_load_n(&sg_site.sg_id, __ATOMIC_RELAXED);
    if (sg_id < 0) return sg_begin(nullptr, nullptr, 0);
    Thread& sg_thread = sg_rt_thread;
    const Below sg_below = sg_find(sg_thread, sg_position(), static_cast<sg_u32>(sg_id));
    Node* const sg_found = sg_below.sg_node;
    if (__builtin_expect((sg_found == nullptr) | (sg_rt_awaited.sg_node != nullptr) | (sg_thread.sg_context != nullptr), 0))
      return sg_async::sg_enter(this, &sg_site, sg_frame != nullptr ? sg_frame : this);
    sg_count(sg_found);
    sg_move_to(sg_found);
    sg_begin(sg_found, sg_below.sg_parent, *sg_thread.sg_uncaught);
    if (__builtin_expect(sg_found->sg_calls >= sg_found->sg_next, 0)) sg_async::sg_begin(this);
  }
};

#ifdef __cpp_impl_coroutine
// ---- Promises without await_transform (and co_await of what yield_value or await_transform of the program gave elsewhere):
// the awaiter is wrapped, so the scope leaves exactly when the coroutine suspends and is back before await_resume.

// Up to clang 17, what is inlined into a coroutine keeps its locals in the frame, which may be gone (llvm-project#56301).
#if defined(__clang__) && __clang_major__ < 18
#define SCOPEGRAFT_RT_SUSPEND __attribute__((__noinline__))
#else
#define SCOPEGRAFT_RT_SUSPEND SCOPEGRAFT_RT_INLINE
#endif

// Puts the scope back when await_suspend throws. On the stack of await_suspend: the frame may be gone when it returns.
struct SuspendGuard {
  AsyncScope* sg_scope;
  Awaited sg_before;  // where nobody waited: only that
  SCOPEGRAFT_RT_INLINE explicit SuspendGuard(AsyncScope& sg_s) noexcept : sg_scope(&sg_s) {
    sg_before.sg_node = sg_rt_awaited.sg_node;
    if (__builtin_expect(sg_before.sg_node != nullptr, 0)) sg_before = sg_rt_awaited;
    if (!sg_s.sg_marks.sg_left()) {
      sg_s.leave();
      sg_rt_awaited.sg_node = sg_s.sg_at;
      sg_rt_awaited.sg_outer = sg_position();
      sg_rt_awaited.sg_frame = nullptr;
      sg_rt_awaited.sg_names = nullptr;
      if (__builtin_expect((sg_s.sg_context != nullptr) | (sg_rt_awaited.sg_context != nullptr), 0)) sg_async::sg_await_in(sg_s.sg_context);
    } else {
      sg_s.sg_marks.sg_suspend();
    }
  }
  SuspendGuard(const SuspendGuard&) = delete;
  SuspendGuard& operator=(const SuspendGuard&) = delete;
  SCOPEGRAFT_RT_INLINE void sg_suspended() noexcept {
    sg_scope = nullptr;
    sg_rt_awaited.sg_node = sg_before.sg_node;
    if (__builtin_expect(sg_before.sg_node == nullptr, 1)) return;
    void* const sg_context = sg_rt_awaited.sg_context;
    sg_rt_awaited = sg_before;
    sg_rt_awaited.sg_context = sg_context;
  }
  SCOPEGRAFT_RT_INLINE void sg_transfers(const void* sg_frame) noexcept {
    sg_scope = nullptr;
    sg_rt_awaited.sg_frame = static_cast<const char*>(sg_frame);
  }
  SCOPEGRAFT_RT_INLINE ~SuspendGuard() noexcept {
    if (sg_scope == nullptr) return;
    sg_suspended_by_exception();
  }

 private:
  SCOPEGRAFT_RT_INLINE void sg_suspended_by_exception() noexcept {
    AsyncScope& sg_s = *sg_scope;
    sg_suspended();
    sg_s.back();
    sg_s.sg_marks.sg_own();
  }
};

template <typename sg_H>
concept TransferHandle = requires(const sg_H& sg_h) { sg_h.address(); };

// sg_A: a reference to the operand when it is the awaiter itself, else what its `operator co_await` gave.
template <typename sg_A>
struct Awaiting {
  AsyncScope& sg_scope;
  sg_A sg_awaiter;

  SCOPEGRAFT_RT_INLINE decltype(auto) await_ready() noexcept(noexcept(sg_awaiter.await_ready())) { return sg_awaiter.await_ready(); }

  template <typename sg_H>
  SCOPEGRAFT_RT_SUSPEND auto await_suspend(sg_H sg_handle) noexcept(noexcept(sg_awaiter.await_suspend(sg_handle)))
      -> decltype(sg_awaiter.await_suspend(sg_handle)) {
    using sg_R = decltype(sg_awaiter.await_suspend(sg_handle));
    SuspendGuard sg_guard(sg_scope);
    if constexpr (__is_same(sg_R, void)) {
      sg_awaiter.await_suspend(sg_handle);
      sg_guard.sg_suspended();
    } else {
      auto sg_next = sg_awaiter.await_suspend(sg_handle);
      if constexpr (TransferHandle<decltype(sg_next)>)
        sg_guard.sg_transfers(sg_next.address());
      else
        sg_guard.sg_suspended();
      return sg_next;
    }
  }

  SCOPEGRAFT_RT_INLINE decltype(auto) await_resume() noexcept(noexcept(sg_awaiter.await_resume())) {
    sg_scope.back();
    return sg_awaiter.await_resume();
  }
};

template <typename sg_T>
concept HasMemberAwait = requires(sg_T&& sg_operand) { static_cast<sg_T&&>(sg_operand).operator co_await(); };
template <typename sg_T>
concept HasFreeAwait = requires(sg_T&& sg_operand) { operator co_await(static_cast<sg_T&&>(sg_operand)); };

// `co_await x` -> `co_await ::scopegraft_rt::awaiting(sg_scope, x)`
template <typename sg_T>
[[nodiscard]] SCOPEGRAFT_RT_INLINE auto awaiting(AsyncScope& sg_scope, sg_T&& sg_operand) {
  if constexpr (HasMemberAwait<sg_T>)
    return Awaiting<decltype(static_cast<sg_T&&>(sg_operand).operator co_await())>{sg_scope, static_cast<sg_T&&>(sg_operand).operator co_await()};
  else if constexpr (HasFreeAwait<sg_T>)
    return Awaiting<decltype(operator co_await(static_cast<sg_T&&>(sg_operand)))>{sg_scope, operator co_await(static_cast<sg_T&&>(sg_operand))};
  else
    return Awaiting<sg_T&&>{sg_scope, static_cast<sg_T&&>(sg_operand)};
}

// ---- Promises with await_transform, and co_yield: the promise must see the operand itself, so the scope leaves where the
// operand is made and is back where the result is taken. A temporary of the full expression covers every other way out.
class AwaitMark {
 public:
  // `sg_names`: the functions called in the operand, which may begin before anything else does on this thread.
  // `sg_taken`: the scope is put back where the result is taken, so that a frame destroyed while it waits can be told from it.
  SCOPEGRAFT_RT_INLINE explicit AwaitMark(AsyncScope& sg_scope, bool sg_taken = true) noexcept : sg_scope_(sg_scope), sg_taken_(sg_taken) {}
  AwaitMark(const AwaitMark&) = delete;
  AwaitMark& operator=(const AwaitMark&) = delete;
  SCOPEGRAFT_RT_INLINE ~AwaitMark() noexcept {
    if (sg_scope_.sg_marks.sg_left()) sg_close();
  }

 private:
  // Still off the thread at the end of the full expression: an exception, a result that nobody took, or the frame's end.
  void sg_close() noexcept {
    AsyncScope& sg_scope = sg_scope_;
    sg_scope.back();
    if (sg_scope.sg_marks.sg_uncaught() != 0)
      sg_scope.sg_marks.sg_own();
    else if (sg_taken_)
      sg_scope.sg_marks.sg_set(AsyncMarks::sg_kUnfinished);
    else
      sg_scope.sg_marks.sg_clear(AsyncMarks::sg_kUnfinished);
  }

  AsyncScope& sg_scope_;
  bool sg_taken_;
};
#endif  // __cpp_impl_coroutine

}  // namespace scopegraft_rt
}  // extern "C++"

#pragma pack(pop)
#endif  // __cplusplus
#endif  // SCOPEGRAFT_ASYNC_H
