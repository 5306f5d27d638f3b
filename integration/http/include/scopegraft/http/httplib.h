// cpp-httplib with a span, a context and a row of the report for every route:
//
//     scopegraft::http::Server server;                      // a httplib::Server
//     server.Get(R"(/orders/(\d+))", handler);              // as before, by the patterns that httplib takes
//     server.Handle("/notes", std::make_shared<NotesView>());  // a class with a method for each HTTP method, see ProfiledHandler
//     server.Metrics("/metrics");                           // for Prometheus
//
// An exception that leaves a handler is counted for its route, then httplib answers 500 as it would have.
#pragma once

#include <httplib.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "scopegraft/http/route.h"

namespace scopegraft::http {

// Base of a class that answers the requests of one pattern:
//
//     class NotesView : public scopegraft::http::ProfiledHandler {
//       scopegraft::http::ProfilingConfig profiling_config() const override { return {.sample_rate = 0.1, .context_fields = {"user"}}; }
//       void get(const httplib::Request& request, httplib::Response& response) override { ... }
//     };
//
// Each method that it has, publicly, is registered and a row of the report. What these call is profiled by a rule, as
// `classes: - derived_from: [scopegraft::http::ProfiledHandler]`. Requests come on several threads at once.
class ProfiledHandler {
 public:
  ProfiledHandler() = default;
  ProfiledHandler(const ProfiledHandler&) = delete;
  ProfiledHandler& operator=(const ProfiledHandler&) = delete;
  virtual ~ProfiledHandler() = default;

  // Asked when the handler is registered. A `name` stands behind the method ("GET notes").
  [[nodiscard]] virtual ProfilingConfig profiling_config() const { return {}; }

  virtual void get(const httplib::Request&, httplib::Response&) {}
  virtual void post(const httplib::Request&, httplib::Response&) {}
  virtual void put(const httplib::Request&, httplib::Response&) {}
  virtual void patch(const httplib::Request&, httplib::Response&) {}
  virtual void del(const httplib::Request&, httplib::Response&) {}
  virtual void options(const httplib::Request&, httplib::Response&) {}
};

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

  // The methods of a pattern that the handler's class has.
  template <typename T>
  Server& Handle(const std::string& pattern, const std::shared_ptr<T>& handler) {
    static_assert(std::is_base_of_v<ProfiledHandler, T>, "a handler is a scopegraft::http::ProfiledHandler");
    static_assert(has(&T::get) || has(&T::post) || has(&T::put) || has(&T::patch) || has(&T::del) || has(&T::options), "the handler has no method");
    if constexpr (has(&T::get)) handle<Handler>(&httplib::Server::Get, "GET", pattern, handler, &ProfiledHandler::get);
    if constexpr (has(&T::post)) handle<Handler>(&httplib::Server::Post, "POST", pattern, handler, &ProfiledHandler::post);
    if constexpr (has(&T::put)) handle<Handler>(&httplib::Server::Put, "PUT", pattern, handler, &ProfiledHandler::put);
    if constexpr (has(&T::patch)) handle<Handler>(&httplib::Server::Patch, "PATCH", pattern, handler, &ProfiledHandler::patch);
    if constexpr (has(&T::del)) handle<Handler>(&httplib::Server::Delete, "DELETE", pattern, handler, &ProfiledHandler::del);
    if constexpr (has(&T::options)) handle<Handler>(&httplib::Server::Options, "OPTIONS", pattern, handler, &ProfiledHandler::options);
    return *this;
  }

  // What is known of every profiled function, for a scrape; not a route of the report itself.
  Server& Metrics(const std::string& pattern) {
    httplib::Server::Get(pattern, [](const httplib::Request&, httplib::Response& response) { response.set_content(metrics(), kMetricsType); });
    return *this;
  }

 private:
  using Method = void (ProfiledHandler::*)(const httplib::Request&, httplib::Response&);
  static constexpr bool has(Method) { return false; }
  template <typename M>
  static constexpr bool has(M) { return true; }  // of a class that overrides it

  template <typename H>
  void handle(httplib::Server& (httplib::Server::*registers)(const std::string&, H), const char* name, const std::string& pattern,
              std::shared_ptr<ProfiledHandler> handler, Method method) {
    ProfilingConfig config = handler->profiling_config();
    if (!config.name.empty()) config.name = name + (" " + config.name);
    const H call = [handler = std::move(handler), method](const httplib::Request& request, httplib::Response& response) { ((*handler).*method)(request, response); };
    add<H>(registers, name, pattern, call, std::move(config));
  }

  template <typename H>
  Server& add(httplib::Server& (httplib::Server::*registers)(const std::string&, H), const char* method, const std::string& pattern, H handler, ProfilingConfig config = {}) {
    (this->*registers)(pattern, [route = Route(method, pattern, std::move(config)), handler = std::move(handler)](const httplib::Request& request, httplib::Response& response, auto&... reader) {
      Request call(route, request.get_header_value("traceparent"), request.get_header_value("tracestate"));
      call.set_path(request.path);
      for (const std::string& field : route.config().context_fields) {
        if (request.has_param(field.c_str())) set_attribute(field, request.get_param_value(field.c_str()));
      }
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
