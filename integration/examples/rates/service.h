// Rates of currencies over HTTP: GET /rates/EUR, GET /metrics. Runs on any number of threads.
#pragma once

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange and does not say so

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>

namespace rates {

// Answers what comes over a connection, until the client hangs up.
boost::asio::awaitable<void> session(boost::beast::tcp_stream stream);

}  // namespace rates
