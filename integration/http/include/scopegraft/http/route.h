// What every HTTP framework needs of Scopegraft: one route is one function of the report ("GET /orders/{id}", as the framework
// spells it), one request is one call of it, with its span, context and status. Frameworks' own headers build on this. C++17 and later.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "scopegraft/context.h"
#include "scopegraft/scopegraft.h"

namespace scopegraft::http {

// How the requests of a route are profiled. The environment and `scopegraft set` still have the last word.
struct ProfilingConfig {
  std::string name;           // in reports and of the span, instead of method and pattern
  double sample_rate = -1;    // 0..1: the share of the requests that is measured; below 0: as many as the budget allows
  bool track_memory = false;
  bool track_exceptions = true;
  bool create_span = true;
  std::vector<std::string> context_fields;  // parameters of a request (of the query or the form) that its context and its span keep
  std::vector<std::pair<std::string, std::string>> add_context;

  friend bool operator==(const ProfilingConfig& a, const ProfilingConfig& b) { return a.all() == b.all(); }

 private:
  std::tuple<const std::string&, double, bool, bool, bool, const std::vector<std::string>&, const std::vector<std::pair<std::string, std::string>>&> all() const {
    return {name, sample_rate, track_memory, track_exceptions, create_span, context_fields, add_context};
  }
};

// A route as it is registered: never a path of a request, or every order would be a function of its own. Two servers with the same
// route share its row. Thread-safe.
class Route {
 public:
  Route(std::string method, std::string pattern, ProfilingConfig config = {}) : entry_(&entry_of(std::move(method), std::move(pattern), std::move(config))) {}
  [[nodiscard]] const std::string& name() const noexcept { return entry_->name; }
  [[nodiscard]] const ProfilingConfig& config() const noexcept { return entry_->config; }

 private:
  friend class Request;
  // Stays for ever, as sites do: the runtime may name it in a report that is written at the very end.
  struct Entry {
    Entry(std::string m, std::string p, ProfilingConfig c)
        : method(std::move(m)), pattern(std::move(p)), config(std::move(c)), name(config.name.empty() ? method + " " + pattern : config.name),
          options(options_of(config)), site(name.c_str(), "", 0, 0, options.c_str()) {}
    static std::string options_of(const ProfilingConfig& config) {
      std::string out = config.sample_rate < 0 ? std::string("rate=auto") : "rate=" + std::to_string(config.sample_rate);
      if (config.track_memory) out += ";memory";
      if (config.track_exceptions) out += ";exceptions";
      return config.create_span ? out + ";span;kind=server" : out;
    }
    std::string method, pattern;
    ProfilingConfig config;
    std::string name, options;
    scopegraft_rt::Site site;
  };

  static Entry& entry_of(std::string method, std::string pattern, ProfilingConfig config) {
    static std::mutex mutex;
    static auto& entries = *new std::deque<Entry>;
    const std::lock_guard<std::mutex> lock(mutex);
    for (Entry& each : entries) {
      if (each.method == method && each.pattern == pattern && each.config == config) return each;
    }
    return entries.emplace_back(std::move(method), std::move(pattern), std::move(config));
  }

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
    for (const auto& [key, value] : route.entry_->config.add_context) set_attribute(key, value);
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
