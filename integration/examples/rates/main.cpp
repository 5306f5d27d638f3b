// rates PORT [THREADS]: ends with SIGTERM. Port 0: any, printed.
#include <utility>  // as in service.h

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
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

static asio::awaitable<void> accept_all(tcp::acceptor acceptor) {
  for (;;) {
    const auto strand = asio::make_strand(acceptor.get_executor());
    tcp::socket socket = co_await acceptor.async_accept(strand, asio::use_awaitable);
    asio::co_spawn(strand, rates::session(boost::beast::tcp_stream(std::move(socket))), asio::detached);
  }
}

int main(int argc, char** argv) {
  const int threads = argc > 2 ? std::atoi(argv[2]) : 4;
  asio::io_context io(threads);
  tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7001)});
  std::printf("http://127.0.0.1:%u\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::signal_set ends(io, SIGTERM, SIGINT);
  ends.async_wait([&](const boost::system::error_code&, int) { io.stop(); });
  asio::co_spawn(io, accept_all(std::move(acceptor)), asio::detached);
  std::vector<std::thread> workers;
  for (int i = 1; i < threads; ++i) workers.emplace_back([&] { io.run(); });
  io.run();
  for (std::thread& worker : workers) worker.join();
  return 0;
}
