// cpp-httplib with a span, a context and a row of the report for every route:
//
//     scopegraft::http::Server server;                      // a httplib::Server
//     server.Get(R"(/orders/(\d+))", handler);              // as before, by the patterns that httplib takes
//     server.Metrics("/metrics");                           // for Prometheus
//
// An exception that leaves a handler is counted for its route, then httplib answers 500 as it would have.
#pragma once

#include <httplib.h>

#include <string>
#include <utility>

#include "scopegraft/http/route.h"

namespace scopegraft::http {

class Server : public httplib::Server {
 public:
  using httplib::Server::Server;

  Server& Get(const std::string& pattern, Handler handler) { return add(&httplib::Server::Get, "GET", pattern, std::move(handler)); }
  Server& Options(const std::string& pattern, Handler handler) { return add(&httplib::Server::Options, "OPTIONS", pattern, std::move(handler)); }
  Server& Post(const std::string& pattern, Handler handler) { return add<Handler>(&httplib::Server::Post, "POST", pattern, std::move(handler)); }
  Server& Put(const std::string& pattern, Handler handler) { return add<Handler>(&httplib::Server::Put, "PUT", pattern, std::move(handler)); }
  Server& Patch(const std::string& pattern, Handler handler) { return add<Handler>(&httplib::Server::Patch, "PATCH", pattern, std::move(handler)); }
  Server& Delete(const std::string& pattern, Handler handler) { return add<Handler>(&httplib::Server::Delete, "DELETE", pattern, std::move(handler)); }
  Server& Post(const std::string& pattern, HandlerWithContentReader handler) { return add<HandlerWithContentReader>(&httplib::Server::Post, "POST", pattern, std::move(handler)); }
  Server& Put(const std::string& pattern, HandlerWithContentReader handler) { return add<HandlerWithContentReader>(&httplib::Server::Put, "PUT", pattern, std::move(handler)); }
  Server& Patch(const std::string& pattern, HandlerWithContentReader handler) { return add<HandlerWithContentReader>(&httplib::Server::Patch, "PATCH", pattern, std::move(handler)); }
  Server& Delete(const std::string& pattern, HandlerWithContentReader handler) { return add<HandlerWithContentReader>(&httplib::Server::Delete, "DELETE", pattern, std::move(handler)); }

  // What is known of every profiled function, for a scrape; not a route of the report itself.
  Server& Metrics(const std::string& pattern) {
    httplib::Server::Get(pattern, [](const httplib::Request&, httplib::Response& response) { response.set_content(metrics(), kMetricsType); });
    return *this;
  }

 private:
  template <typename H>
  Server& add(httplib::Server& (httplib::Server::*registers)(const std::string&, H), const char* method, const std::string& pattern, H handler) {
    (this->*registers)(pattern, [route = Route(method, pattern), handler = std::move(handler)](const httplib::Request& request, httplib::Response& response, auto&... reader) {
      Request call(route, request.get_header_value("traceparent"), request.get_header_value("tracestate"));
      call.set_path(request.path);
      handler(request, response, reader...);
      call.set_status(response.status < 0 ? 200 : response.status);  // httplib sets 200 itself, behind the handler
    });
    return *this;
  }
};

// The headers of an outgoing request, so that the span it starts elsewhere hangs under the current one.
inline void inject(httplib::Headers& headers) {
  if (const std::string parent = traceparent(); !parent.empty()) headers.emplace("traceparent", parent);
  if (const std::string state = tracestate(); !state.empty()) headers.emplace("tracestate", state);
}

}  // namespace scopegraft::http
