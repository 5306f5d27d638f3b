// What both sides of gRPC need of Scopegraft: a method is one function of the report, an RPC is one call of it, which may end on
// another thread than it began. The interceptors build on this; it knows nothing of gRPC. C++17 and later.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>

#include "scopegraft/async.h"
#include "scopegraft/context.h"

namespace scopegraft::rpc {

enum class Side { kServer, kClient };

namespace detail {

// A method, "/package.Service/Method". Stays for ever, as sites do: the runtime may name it in a report that is written at the very end.
struct Method {
  Method(Side its_side, std::string_view path)
      : side(its_side), name((side == Side::kServer ? "" : "client ") + std::string(path)), service(path.rfind('/') == 0 ? std::string_view() : path.substr(1, path.rfind('/') - 1)),
        method(path.substr(path.rfind('/') + 1)),
        site(name.c_str(), "", 0, 0, side == Side::kServer ? "rate=auto;span;kind=server;async" : "rate=auto;span;kind=client;async") {}
  const Side side;
  const std::string name, service, method;
  scopegraft_rt::Site site;
};

constexpr std::string_view kOther = "/_OTHER";  // as OpenTelemetry calls a method that is none of the known ones
constexpr std::size_t kMostMethods = 1000;

// Those of one side. Beyond the bound, which a proxy may reach that passes on what it is asked for, methods are one row. Thread-safe.
class Methods {
 public:
  explicit Methods(Side side) : side_(side) {}
  Method& of(std::string_view path) {
    {
      const std::shared_lock reading(mutex_);
      if (const auto known = methods_.find(path); known != methods_.end()) return known->second;
    }
    const std::unique_lock writing(mutex_);
    const std::string_view row = methods_.size() < kMostMethods ? path : kOther;
    return methods_.try_emplace(std::string(row), side_, row).first->second;
  }

 private:
  const Side side_;
  std::shared_mutex mutex_;
  std::map<std::string, Method, std::less<>> methods_;
};

template <Side side>
Method& method_of(std::string_view path) {
  static Methods& methods = *new Methods(side);
  return methods.of(path.size() > 1 && path.front() == '/' && path.rfind('/') != 0 ? path : kOther);
}

// All values of a key as one list (RFC 9110, 5.3).
template <typename Metadata>
std::string list_of(const Metadata& metadata, const char* key) {
  std::string out;
  const auto values = metadata.equal_range(key);
  for (auto value = values.first; value != values.second; ++value) {
    if (!out.empty()) out += ',';
    out.append(value->second.data(), value->second.size());
  }
  return out;
}
template <typename Metadata>
ContextScope from_caller(const Metadata& metadata) {
  return with_remote_parent(list_of(metadata, "traceparent"), list_of(metadata, "tracestate"));
}

inline std::string name_of_status(int code) {
  static constexpr const char* kNames[] = {"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
                                           "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"};
  return code >= 0 && code < static_cast<int>(std::size(kNames)) ? kNames[code] : std::to_string(code);
}
// By OpenTelemetry's conventions for gRPC: whatever is not OK failed for the client; for the server, what is its own fault.
constexpr bool is_failure(Side side, int code) {
  if (side == Side::kClient) return code != 0;
  return code == 2 || code == 4 || (code >= 12 && code <= 15);  // UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS
}

// One RPC: begins with the object, on the thread that makes it, and is that thread's innermost call until `leave`. It ends when it
// has a status and is left, whichever comes last, on that thread. An RPC that never gets a status is an abandoned one.
class Call {
 public:
  explicit Call(Method& method) : method_(method), scope_(std::in_place, method.site, scopegraft_rt::FrameAddress{nullptr}) {
    set("rpc.system", "grpc");
    if (!method.service.empty()) set("rpc.service", method.service);
    set("rpc.method", method.method);
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // By the thread that began it; what that thread does from now on is not the RPC's.
  void leave() {
    if (state_.load(std::memory_order_acquire) == State::kHasStatus) return end();
    scope_->leave();
    if (state_.exchange(State::kLeft, std::memory_order_acq_rel) == State::kHasStatus) end();
  }
  // By any thread, once.
  void set_status(int code) {
    code_ = code;
    if (state_.exchange(State::kHasStatus, std::memory_order_acq_rel) == State::kLeft) end();
  }

 private:
  enum class State { kOpen, kLeft, kHasStatus };

  // Without a scope (it is switched off) the current context is another's.
  void set(std::string_view key, const ContextValue& value) {
    if (scope_->sg_node() != nullptr) set_attribute(key, value);
  }
  void end() {
    scope_->back();
    set("rpc.grpc.status_code", code_);
    if (is_failure(method_.side, code_)) set("error.type", name_of_status(code_));
    scope_.reset();
  }

  Method& method_;
  std::optional<scopegraft_rt::AsyncScope> scope_;
  std::atomic<State> state_{State::kOpen};  // hands the scope and the status from who came first to who ends
  int code_ = 0;
};

}  // namespace detail
}  // namespace scopegraft::rpc
