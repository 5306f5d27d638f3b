// A coroutine library in the shapes that are published most (cppcoro, folly::coro, libunifex), small: lazy, eager and shared tasks,
// generators, an asynchronous generator, a promise with await_transform, frames of an allocator, a pool to resume on.
#pragma once

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <cstdlib>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace lib {

// Resumes whoever waits, by symmetric transfer.
struct FinalTransfer {
  bool await_ready() noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> handle) noexcept { return handle.promise().waiting; }
  void await_resume() noexcept {}
};

template <class T>
struct Result {
  std::optional<T> value;
  std::exception_ptr error;
  void unhandled_exception() { error = std::current_exception(); }
  template <class U>
  void return_value(U&& from) { value.emplace(std::forward<U>(from)); }
  T& get() {
    if (error) std::rethrow_exception(error);
    return *value;
  }
};

// Memory for frames, told by std::allocator_arg; counts what is there.
struct Arena {
  std::atomic<int> frames{0};
};

// Begins when it is awaited (cppcoro::task): its awaiter comes from a member operator co_await.
template <class T>
class [[nodiscard]] Task {
 public:
  struct promise_type : Result<T> {
    std::coroutine_handle<> waiting = std::noop_coroutine();
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    FinalTransfer final_suspend() noexcept { return {}; }
    // The arena's address lies before the frame.
    static void* make(std::size_t size, Arena* arena) {
      if (arena != nullptr) ++arena->frames;
      auto* const memory = static_cast<Arena**>(std::malloc(size + 16));
      *memory = arena;
      return reinterpret_cast<char*>(memory) + 16;
    }
    static void* operator new(std::size_t size) { return make(size, nullptr); }
    template <class... Arguments>
    static void* operator new(std::size_t size, std::allocator_arg_t, Arena& arena, const Arguments&...) { return make(size, &arena); }
    static void operator delete(void* frame) {
      auto* const memory = reinterpret_cast<Arena**>(static_cast<char*>(frame) - 16);
      if (*memory != nullptr) --(*memory)->frames;
      std::free(memory);
    }
  };
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }
  auto operator co_await() && noexcept {
    struct Awaiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept {
        handle.promise().waiting = waiting;
        return handle;
      }
      T await_resume() { return std::move(handle.promise().get()); }
    };
    return Awaiter{handle_};
  }
  std::coroutine_handle<promise_type> handle() const { return handle_; }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// Begins at once; is itself the awaiter. Either it or its waiter comes to the meeting last, and goes on.
template <class T>
class [[nodiscard]] Eager {
 public:
  struct promise_type : Result<T> {
    std::atomic<void*> meeting{nullptr};
    Eager get_return_object() { return Eager(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Final {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> handle) noexcept {
          void* const before = handle.promise().meeting.exchange(&handle.promise().meeting, std::memory_order_acq_rel);
          return before == nullptr ? std::noop_coroutine() : std::coroutine_handle<>::from_address(before);
        }
        void await_resume() noexcept {}
      };
      return Final{};
    }
  };
  explicit Eager(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Eager(Eager&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Eager& operator=(Eager&&) = delete;
  ~Eager() {
    if (handle_) handle_.destroy();
  }
  bool await_ready() const noexcept { return handle_.promise().meeting.load(std::memory_order_acquire) != nullptr; }
  bool await_suspend(std::coroutine_handle<> waiting) noexcept {
    void* nobody = nullptr;
    return handle_.promise().meeting.compare_exchange_strong(nobody, waiting.address(), std::memory_order_acq_rel);
  }
  T await_resume() { return std::move(handle_.promise().get()); }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// Lazy, awaited by many, each of whom gets a reference; its awaiter comes from a free operator co_await.
template <class T>
struct Shared {
  struct promise_type : Result<T> {
    std::vector<std::coroutine_handle<>> waiting;
    bool begun = false, done = false;
    Shared get_return_object() { return {std::shared_ptr<void>(std::coroutine_handle<promise_type>::from_promise(*this).address(), [](void* frame) { std::coroutine_handle<>::from_address(frame).destroy(); })}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Final {
        bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<promise_type> handle) noexcept {
          handle.promise().done = true;
          const std::vector<std::coroutine_handle<>> all = std::move(handle.promise().waiting);
          for (const std::coroutine_handle<> one : all) one.resume();
        }
        void await_resume() noexcept {}
      };
      return Final{};
    }
  };
  std::shared_ptr<void> frame;
  std::coroutine_handle<promise_type> handle() const { return std::coroutine_handle<promise_type>::from_address(frame.get()); }
};
template <class T>
auto operator co_await(const Shared<T>& shared) noexcept {
  struct Awaiter {
    Shared<T> shared;
    bool await_ready() const noexcept { return shared.handle().promise().done; }
    void await_suspend(std::coroutine_handle<> of) {
      auto& promise = shared.handle().promise();
      promise.waiting.push_back(of);
      if (!std::exchange(promise.begun, true)) shared.handle().resume();
    }
    T& await_resume() { return shared.handle().promise().get(); }
  };
  return Awaiter{shared};
}

template <class T>
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
    void await_transform() = delete;
  };
  explicit Generator(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Generator(Generator&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Generator& operator=(Generator&&) = delete;
  ~Generator() {
    if (handle_) handle_.destroy();
  }
  struct End {};
  struct Iterator {
    std::coroutine_handle<promise_type> handle;
    bool operator!=(End) const { return !handle.done(); }
    Iterator& operator++() {
      handle.resume();
      return *this;
    }
    const T& operator*() const { return *handle.promise().value; }
  };
  Iterator begin() {
    handle_.resume();
    return {handle_};
  }
  End end() const { return {}; }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// Yields, and waits in between: `while (const int* value = co_await generator.next())`.
template <class T>
class AsyncGenerator {
 public:
  struct promise_type {
    const T* value = nullptr;
    std::exception_ptr error;
    std::coroutine_handle<> waiting = std::noop_coroutine();
    AsyncGenerator get_return_object() { return AsyncGenerator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    FinalTransfer final_suspend() noexcept {
      value = nullptr;
      return {};
    }
    FinalTransfer yield_value(const T& of) noexcept {
      value = &of;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit AsyncGenerator(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  AsyncGenerator(AsyncGenerator&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  AsyncGenerator& operator=(AsyncGenerator&&) = delete;
  ~AsyncGenerator() {
    if (handle_) handle_.destroy();
  }
  auto next() {
    struct Awaiter {
      std::coroutine_handle<promise_type> handle;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> of) noexcept {
        handle.promise().waiting = of;
        return handle;
      }
      const T* await_resume() {
        if (handle.promise().error) std::rethrow_exception(handle.promise().error);
        return handle.promise().value;
      }
    };
    return Awaiter{handle_};
  }

 private:
  std::coroutine_handle<promise_type> handle_;
};

// Looks at what its coroutine awaits: a number is given back doubled, at once.
struct Guarded {
  struct promise_type {
    int value = 0;
    Guarded get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int of) { value = of; }
    void unhandled_exception() { std::terminate(); }
    auto await_transform(int number) {
      struct Ready {
        int number;
        bool await_ready() const noexcept { return true; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        int await_resume() const noexcept { return number * 2; }
      };
      return Ready{number};
    }
  };
  std::coroutine_handle<promise_type> handle;
};

class Pool {
 public:
  explicit Pool(int threads) {
    for (int i = 0; i != threads; ++i) threads_.emplace_back([this] { run(); });
  }
  ~Pool() {
    for (std::size_t i = 0; i != threads_.size(); ++i) push(nullptr);
    for (std::thread& thread : threads_) thread.join();
  }
  auto schedule() {
    struct Awaiter {
      Pool& pool;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> handle) const { pool.push(handle); }
      void await_resume() const noexcept {}
    };
    return Awaiter{*this};
  }

 private:
  void push(std::coroutine_handle<> handle) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ready_.push_back(handle);
    wake_.notify_one();
  }
  void run() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return !ready_.empty(); });
      const std::coroutine_handle<> handle = ready_.front();
      ready_.pop_front();
      lock.unlock();
      if (!handle) return;
      handle.resume();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::coroutine_handle<>> ready_;
  std::vector<std::thread> threads_;
};

// Runs a task to its end, wherever it runs, and gives its result.
template <class T>
T wait_for(Task<T> task) {
  struct Waiter {
    struct promise_type {
      std::mutex mutex;
      std::condition_variable wake;
      bool done = false;
      Waiter get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
      std::suspend_always initial_suspend() noexcept { return {}; }
      auto final_suspend() noexcept {
        struct Final {
          bool await_ready() noexcept { return false; }
          void await_suspend(std::coroutine_handle<promise_type> handle) noexcept {
            const std::lock_guard<std::mutex> lock(handle.promise().mutex);
            handle.promise().done = true;
            handle.promise().wake.notify_one();
          }
          void await_resume() noexcept {}
        };
        return Final{};
      }
      void return_void() {}
      void unhandled_exception() { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
  };
  std::optional<T> value;
  std::exception_ptr error;
  Waiter waiter = [](Task<T> of, std::optional<T>& into, std::exception_ptr& caught) -> Waiter {
    try {
      into.emplace(co_await std::move(of));
    } catch (...) {
      caught = std::current_exception();
    }
  }(std::move(task), value, error);
  waiter.handle.resume();
  auto& promise = waiter.handle.promise();
  {
    std::unique_lock<std::mutex> lock(promise.mutex);
    promise.wake.wait(lock, [&] { return promise.done; });
  }
  waiter.handle.destroy();
  if (error) std::rethrow_exception(error);
  return std::move(*value);
}

}  // namespace lib
