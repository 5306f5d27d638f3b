// quotes PORT [THREADS]: answers lines "TRACEPARENT SYMBOL" over TCP; ends with SIGTERM. Port 0: any, printed.
#include <utility>  // as in service.h

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "service.h"

namespace asio = boost::asio;
using asio::ip::tcp;

static asio::awaitable<void> accept_all(tcp::acceptor acceptor, const quotes::Settings& settings) {
  for (;;) {
    // Each session on a strand of its own: it never runs on two threads at once, and on any of them.
    const auto strand = asio::make_strand(acceptor.get_executor());
    tcp::socket socket = co_await acceptor.async_accept(strand, asio::use_awaitable);
    asio::co_spawn(strand, quotes::session(std::move(socket), settings), asio::detached);
  }
}

int main(int argc, char** argv) {
  using namespace std::chrono_literals;
  const quotes::Settings settings{{{"near", 10ms}, {"far", 30ms}, {"broken", 10s}}, 50ms};
  const int threads = argc > 2 ? std::atoi(argv[2]) : 4;
  asio::io_context io(threads);
  tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7000)});
  std::printf("%u\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::signal_set ends(io, SIGTERM, SIGINT);
  ends.async_wait([&](const boost::system::error_code&, int) { io.stop(); });
  asio::co_spawn(io, accept_all(std::move(acceptor), settings), asio::detached);
  std::vector<std::thread> workers;
  for (int i = 1; i < threads; ++i) workers.emplace_back([&] { io.run(); });
  io.run();
  for (std::thread& worker : workers) worker.join();
  return 0;
}
