// Boost.Beast, with or without coroutines. A profiled function with `create_span: true` answers a request (a coroutine is one function,
// however often it waits); these say whose request it is and what became of it:
//
//     const auto caller = scopegraft::http::from_caller(request);         // spans below hang under the caller's
//     response = co_await answer(request);
//
//     asio::awaitable<Response> answer(const Request& request) {          // named by the rules, create_span: true
//       scopegraft::http::describe_request(request, "/orders/{id}");      // the route, never the path: paths are without number
//       ...
//       scopegraft::http::describe_response(response);
//     }
//
// C++17 and later.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <string_view>

#include "scopegraft/http/route.h"

namespace scopegraft::http {

namespace detail {

template <typename Text>
std::string_view view(const Text& text) {
  return {text.data(), text.size()};
}

// All lines of a field as one list (RFC 9110, 5.3).
template <typename Fields>
std::string list_of(const Fields& fields, const char* name) {
  std::string out;
  const auto lines = fields.equal_range(name);
  for (auto line = lines.first; line != lines.second; ++line) {
    if (!out.empty()) out += ',';
    out += view(line->value());
  }
  return out;
}

}  // namespace detail

// Until the end of the block, across co_await too. Changes nothing when the caller sent no `traceparent`, or a bad one.
template <typename Fields>
[[nodiscard]] ContextScope from_caller(const boost::beast::http::header<true, Fields>& request) {
  return with_remote_parent(detail::list_of(request, "traceparent"), detail::list_of(request, "tracestate"));
}

// Attributes of the span that is current.
template <typename Fields>
void describe_request(const boost::beast::http::header<true, Fields>& request, std::string_view route) {
  set_attribute("http.request.method", detail::view(request.method_string()));
  set_attribute("http.route", route);
  const std::string_view target = detail::view(request.target());
  set_attribute("url.path", target.substr(0, target.find('?')));
}
// A status of 500 and above marks the span as failed.
template <typename Fields>
void describe_response(const boost::beast::http::header<false, Fields>& response) {
  set_attribute("http.response.status_code", static_cast<int>(response.result_int()));
  if (response.result_int() >= 500) set_attribute("error.type", std::to_string(response.result_int()));
}

// Into an outgoing request, so that the span it starts elsewhere hangs under the current one.
template <typename Fields>
void inject(boost::beast::http::header<true, Fields>& request) {
  if (const std::string parent = traceparent(); !parent.empty()) request.set("traceparent", parent);
  if (const std::string state = tracestate(); !state.empty()) request.set("tracestate", state);
}

// What a scrape by Prometheus gets.
template <typename Fields>
[[nodiscard]] boost::beast::http::response<boost::beast::http::string_body> metrics_response(const boost::beast::http::header<true, Fields>& request) {
  boost::beast::http::response<boost::beast::http::string_body> out(boost::beast::http::status::ok, request.version());
  out.set(boost::beast::http::field::content_type, kMetricsType);
  out.body() = metrics();
  out.prepare_payload();
  return out;
}

}  // namespace scopegraft::http
