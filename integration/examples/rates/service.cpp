#include "service.h"

#include <scopegraft/http/beast.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string>

namespace rates {
namespace asio = boost::asio;
namespace http = boost::beast::http;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

// Stands for a request to a bank: waits. The bank has no answer for ATS, and never answers in time for SLOW.
static asio::awaitable<double> ask_bank(std::string currency) {
  static const std::map<std::string, double> known{{"EUR", 1}, {"USD", 1.08}, {"JPY", 163.5}};
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(std::chrono::milliseconds(currency == "SLOW" ? 50 : 5));
  co_await timer.async_wait(asio::use_awaitable);
  if (currency == "SLOW") throw std::runtime_error("the bank is late");
  const auto found = known.find(currency);
  if (found == known.end()) throw std::out_of_range("no such currency");
  co_return found->second;
}

static Response text(const Request& request, http::status status, std::string body) {
  Response out(status, request.version());
  out.set(http::field::content_type, "text/plain");
  out.body() = std::move(body);
  return out;
}

static asio::awaitable<Response> answer(const Request& request) {
  const std::string target(request.target());
  scopegraft::http::describe_request(request, "/rates/{currency}");
  Response out;
  try {
    out = text(request, http::status::ok, std::to_string(co_await ask_bank(target.substr(7))));
  } catch (const std::out_of_range& problem) {
    out = text(request, http::status::not_found, problem.what());
  } catch (const std::exception& problem) {
    out = text(request, http::status::service_unavailable, problem.what());
  }
  scopegraft::http::describe_response(out);
  co_return out;
}

asio::awaitable<void> session(boost::beast::tcp_stream stream) {
  boost::beast::flat_buffer buffer;
  for (;;) {
    boost::system::error_code error;
    Request request;
    co_await http::async_read(stream, buffer, request, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    Response response;
    if (request.target() == "/metrics") {
      response = scopegraft::http::metrics_response(request);
    } else if (request.target().starts_with("/rates/")) {
      const scopegraft::ContextScope caller = scopegraft::http::from_caller(request);
      response = co_await answer(request);
    } else {
      response = text(request, http::status::not_found, "");
    }
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    co_await http::async_write(stream, response, asio::redirect_error(asio::use_awaitable, error));
    if (error || !response.keep_alive()) co_return;
  }
}

}  // namespace rates
