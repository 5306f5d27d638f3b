#include "service.h"

#include <scopegraft/context.h>

#include <algorithm>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <numeric>
#include <stdexcept>

namespace quotes {
namespace asio = boost::asio;
using asio::ip::tcp;

// Stands for a request over the network: waits, and fails when the answer does not come in time.
static asio::awaitable<int> ask_exchange(Exchange exchange, std::string symbol, std::chrono::milliseconds limit) {
  scopegraft::set_attribute("exchange", exchange.name);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(std::min(exchange.delay, limit));
  co_await timer.async_wait(asio::use_awaitable);
  if (exchange.delay > limit) throw std::runtime_error(exchange.name + " is late");
  if (symbol.front() == '?') throw std::invalid_argument("unknown symbol " + symbol);
  co_return static_cast<int>(symbol.size() * 100);
}

static int average(const std::vector<int>& prices) {
  return std::accumulate(prices.begin(), prices.end(), 0) / static_cast<int>(prices.size());
}

static asio::awaitable<std::string> handle(std::string symbol, const Settings& settings) {
  scopegraft::set_attribute("symbol", symbol);
  std::vector<int> prices;
  for (const Exchange& exchange : settings.exchanges) {
    try {
      prices.push_back(co_await ask_exchange(exchange, symbol, settings.limit));
    } catch (const std::runtime_error&) {
      // The others may know.
    }
  }
  if (prices.empty()) throw std::runtime_error("no exchange answers");
  co_return symbol + " " + std::to_string(average(prices));
}

asio::awaitable<void> session(tcp::socket socket, const Settings& settings) {
  std::string input;
  for (;;) {
    boost::system::error_code error;
    const std::size_t size = co_await asio::async_read_until(socket, asio::dynamic_buffer(input, 4096), '\n', asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    const std::string line = input.substr(0, size - 1);
    input.erase(0, size);
    const std::size_t space = line.find(' ');
    std::string answer = "usage: TRACEPARENT SYMBOL";
    if (space != std::string::npos && space + 1 < line.size()) {
      const scopegraft::ContextScope parent = scopegraft::with_remote_parent(line.substr(0, space));
      try {
        answer = co_await handle(line.substr(space + 1), settings);
      } catch (const std::exception& problem) {
        answer = std::string("error: ") + problem.what();
      }
    }
    co_await asio::async_write(socket, asio::buffer(answer += '\n'), asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
  }
}

}  // namespace quotes
