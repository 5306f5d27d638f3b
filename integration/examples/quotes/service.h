// Quotes of shares: asked at two exchanges at a time, within a limit of time. Runs on any number of threads.
#pragma once

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange and does not say so

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace quotes {

// What an exchange answers, and how long it thinks. A symbol that begins with `?` is unknown there.
struct Exchange {
  std::string name;
  std::chrono::milliseconds delay;
};

struct Settings {
  std::vector<Exchange> exchanges;
  std::chrono::milliseconds limit;  // of one exchange
};

// One line in, one line out: "traceparent symbol". Ends when the client hangs up.
boost::asio::awaitable<void> session(boost::asio::ip::tcp::socket socket, const Settings& settings);

}  // namespace quotes
