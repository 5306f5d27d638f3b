// Coroutine types in the shapes that are published most, written plainly, for the tests of AsyncScope.
#pragma once

#include <coroutine>
#include <deque>
#include <exception>
#include <optional>
#include <utility>

namespace scopegraft::test {

// Lazy, symmetric transfer at both ends (Baker; cppcoro::task). The task is its own awaiter.
template <typename T>
class Task;

struct TaskPromiseBase {
  std::coroutine_handle<> continuation = std::noop_coroutine();
  std::exception_ptr error;
  std::suspend_always initial_suspend() noexcept { return {}; }
  struct Final {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> handle) noexcept { return handle.promise().continuation; }
    void await_resume() noexcept {}
  };
  Final final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
};

template <typename T>
struct TaskPromise : TaskPromiseBase {
  std::optional<T> value;
  Task<T> get_return_object();
  template <typename U>
  void return_value(U&& from) { value.emplace(std::forward<U>(from)); }
  T take() {
    if (error) std::rethrow_exception(error);
    return std::move(*value);
  }
};
template <>
struct TaskPromise<void> : TaskPromiseBase {
  Task<void> get_return_object();
  void return_void() {}
  void take() const {
    if (error) std::rethrow_exception(error);
  }
};

template <typename T = void>
class Task {
 public:
  using promise_type = TaskPromise<T>;
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept {
    handle_.promise().continuation = waiting;
    return handle_;
  }
  T await_resume() { return handle_.promise().take(); }

  void start() { handle_.resume(); }
  [[nodiscard]] bool done() const { return handle_.done(); }
  T result() { return handle_.promise().take(); }
  [[nodiscard]] std::coroutine_handle<> handle() const { return handle_; }

 private:
  std::coroutine_handle<promise_type> handle_;
};
template <typename T>
Task<T> TaskPromise<T>::get_return_object() { return Task<T>(std::coroutine_handle<TaskPromise<T>>::from_promise(*this)); }
inline Task<void> TaskPromise<void>::get_return_object() { return Task<void>(std::coroutine_handle<TaskPromise<void>>::from_promise(*this)); }

// Begins at once, destroys itself.
struct Eager {
  struct promise_type {
    Eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

// The caller's own queue of what may go on.
struct Loop {
  std::deque<std::coroutine_handle<>> ready;
  struct Turn {
    Loop& loop;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) { loop.ready.push_back(handle); }
    int await_resume() const noexcept { return 7; }
  };
  Turn turn() { return {*this}; }
  bool step() {
    if (ready.empty()) return false;
    const std::coroutine_handle<> handle = ready.front();
    ready.pop_front();
    handle.resume();
    return true;
  }
  void run() {
    while (step()) continue;
  }
};

template <typename T>
class Generator {
 public:
  struct promise_type {
    const T* value = nullptr;
    Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T& of) noexcept {
      value = &of;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  explicit Generator(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Generator(Generator&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~Generator() {
    if (handle_) handle_.destroy();
  }
  bool next() {
    handle_.resume();
    return !handle_.done();
  }
  [[nodiscard]] const T& value() const { return *handle_.promise().value; }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// A promise that looks at every operand, by value, as boost::asio::awaitable does.
template <typename T>
class Guarded;
template <typename T>
struct GuardedPromise {
  std::optional<T> value;
  std::exception_ptr error;
  std::coroutine_handle<> continuation = std::noop_coroutine();
  Guarded<T> get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  TaskPromiseBase::Final final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
  template <typename U>
  void return_value(U&& from) { value.emplace(std::forward<U>(from)); }
  template <typename U>
  Guarded<U> await_transform(Guarded<U> task) { return task; }
  Loop::Turn await_transform(Loop& loop) { return loop.turn(); }
};
template <typename T>
class Guarded {
 public:
  using promise_type = GuardedPromise<T>;
  explicit Guarded(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Guarded(Guarded&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  ~Guarded() {
    if (handle_) handle_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept {
    handle_.promise().continuation = waiting;
    return handle_;
  }
  T await_resume() {
    if (handle_.promise().error) std::rethrow_exception(handle_.promise().error);
    return std::move(*handle_.promise().value);
  }
  void start() { handle_.resume(); }
  [[nodiscard]] bool done() const { return handle_.done(); }

 private:
  std::coroutine_handle<promise_type> handle_;
};
template <typename T>
Guarded<T> GuardedPromise<T>::get_return_object() { return Guarded<T>(std::coroutine_handle<GuardedPromise<T>>::from_promise(*this)); }

}  // namespace scopegraft::test
