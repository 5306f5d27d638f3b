// What every HTTP framework needs of Scopegraft: one route is one function of the report ("GET /orders/{id}", as the framework
// spells it), one request is one call of it, with its span, context and status. Frameworks' own headers build on this. C++17 and later.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "scopegraft/context.h"
#include "scopegraft/scopegraft.h"

namespace scopegraft::http {

// A route as it is registered: never a path of a request, or every order would be a function of its own. Thread-safe.
class Route {
 public:
  Route(std::string method, std::string pattern) : entry_(new Entry(std::move(method), std::move(pattern))) {}
  [[nodiscard]] const std::string& name() const noexcept { return entry_->name; }

 private:
  friend class Request;
  // Stays for ever, as sites do: the runtime may name it in a report that is written at the very end.
  struct Entry {
    Entry(std::string m, std::string p)
        : method(std::move(m)), pattern(std::move(p)), name(method + " " + pattern), site(name.c_str(), "", 0, 0, "rate=auto;exceptions;span;kind=server") {}
    std::string method, pattern, name;
    scopegraft_rt::Site site;
  };
  Entry* entry_;
};

// One request, on the stack of the thread that handles it. `traceparent` and `tracestate` are the caller's headers, empty when it
// sent none; the span becomes the child of the caller's.
class Request {
 public:
  Request(const Route& route, std::string_view traceparent, std::string_view tracestate = {})
      : parent_(with_remote_parent(traceparent, tracestate)), scope_(route.entry_->site) {
    set_attribute("http.request.method", route.entry_->method);
    set_attribute("http.route", route.entry_->pattern);
  }
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  void set_path(std::string_view path) { set_attribute("url.path", path); }
  // The answer's status. One of 500 and above marks the span as failed.
  void set_status(int status) {
    set_attribute("http.response.status_code", status);
    if (status >= 500) set_attribute("error.type", std::to_string(status));
  }

 private:
  ContextScope parent_;
  scopegraft_rt::Scope scope_;
};

// The text of a /metrics endpoint, and its Content-Type (Prometheus text format 0.0.4).
inline std::string metrics() { return generate_performance_report({{}, {}, true, true, "prometheus"}).text; }
constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace scopegraft::http
