// Coroutines that are cancelled in each of the ways that Asio has, on four threads; what it prints was counted by hand.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <future>
#include <vector>

namespace app {
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using asio::awaitable;
using asio::use_awaitable;

std::atomic<int> cancelled{0};

awaitable<void> wait(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

// Loses against `fast`: the wait throws, and so does this.
awaitable<int> slow() {
  co_await wait(1h);
  co_return 1;
}

awaitable<int> fast() {
  co_await wait(2ms);
  co_return 2;
}

awaitable<int> either() {
  const auto first = co_await (slow() || fast());
  co_return static_cast<int>(first.index());
}

awaitable<int> part(int value) {
  co_await wait(1ms);
  co_return value;
}

awaitable<int> both() {
  const auto [a, b] = co_await (part(3) && part(4));
  co_return a + b;
}

awaitable<int> limited() {
  const auto result = co_await (wait(1h) || wait(1ms));
  co_return static_cast<int>(result.index());
}

// Sees its cancellation, tidies up with another wait, and ends as if nothing had been.
awaitable<int> careful(std::promise<void>& waits) {
  co_await asio::this_coro::throw_if_cancelled(false);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
  waits.set_value();
  try {
    co_await timer.async_wait(use_awaitable);
  } catch (const asio::system_error& error) {
    if (error.code() == asio::error::operation_aborted) ++cancelled;
  }
  co_await asio::this_coro::reset_cancellation_state();
  co_await wait(1ms);
  co_return 7;
}

// Does not, and so ends by the exception.
awaitable<void> careless(std::promise<void>& waits) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
  waits.set_value();
  co_await timer.async_wait(use_awaitable);
}

int unguarded = 0;  // by the strand
int touch(int by) {
  return unguarded += by;
}

awaitable<void> on_strand(int turns) {
  for (int i = 0; i < turns; ++i) {
    touch(1);
    co_await asio::post(co_await asio::this_coro::executor, use_awaitable);
  }
}

// Its context goes while it waits.
awaitable<void> forever() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
  co_await timer.async_wait(use_awaitable);
}

template <class Awaitable>
auto result_of(asio::thread_pool& pool, Awaitable awaitable) {
  return asio::co_spawn(pool, std::move(awaitable), asio::use_future).get();
}

// Ends when the coroutine that it cancels has ended.
template <class Start>
bool cancel(asio::thread_pool& pool, Start start) {
  std::promise<void> waits, ended;
  asio::cancellation_signal signal;
  std::exception_ptr problem;
  auto strand = asio::make_strand(pool);
  asio::co_spawn(strand, start(waits), asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr thrown, auto...) {
                   problem = thrown;
                   ended.set_value();
                 }));
  waits.get_future().get();
  asio::post(strand, [&] { signal.emit(asio::cancellation_type::terminal); });
  ended.get_future().get();
  return problem != nullptr;
}

int abandon() {
  asio::io_context context;
  for (int i = 0; i < 5; ++i) asio::co_spawn(context, forever(), asio::detached);
  return static_cast<int>(context.poll());
}
}  // namespace app

int main() {
  asio::thread_pool pool(4);
  int second = 0, sum = 0, late = 0;
  for (int i = 0; i < 20; ++i) {
    second += app::result_of(pool, app::either());
    sum += app::result_of(pool, app::both());
    late += app::result_of(pool, app::limited());
  }
  std::printf("%d %d %d\n", second, sum, late);
  int thrown = 0;
  for (int i = 0; i < 10; ++i) {
    thrown += app::cancel(pool, app::careful);
    thrown += app::cancel(pool, app::careless);
  }
  std::printf("%d %d\n", thrown, app::cancelled.load());
  auto strand = asio::make_strand(pool);
  std::vector<std::future<void>> done;
  for (int i = 0; i < 8; ++i) done.push_back(asio::co_spawn(strand, app::on_strand(50), asio::use_future));
  for (auto& each : done) each.get();
  std::printf("%d\n", app::unguarded);
  app::abandon();
  pool.join();
}
