// gRPC with a span, a context and a row of the report for every method:
//
//     builder.experimental().SetInterceptorCreators(scopegraft::rpc::server_interceptors());
//     auto channel = grpc::experimental::CreateCustomChannelWithInterceptors(address, credentials, {}, scopegraft::rpc::client_interceptors());
//
// On a server an RPC is a call of "/package.Service/Method", from its first metadata to its status, a span below its caller's
// (`traceparent` and `tracestate` of the metadata), and what its method does hangs below it; a reactor that goes on on another
// thread takes the context along by `scopegraft::bind` or `scopegraft::capture`, as everywhere. A client's RPC is a call of
// "client /package.Service/Method" from its first metadata to its status, a child of the span that is current where it begins.
// Of an RPC through completion queues the handler is not below it: it has no place among the interceptors.
// The namespace is not called grpc: `using namespace scopegraft` leaves the other one as it was. C++17 and later.
#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/support/client_interceptor.h>
#include <grpcpp/support/server_interceptor.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scopegraft/grpc/call.h"

namespace scopegraft::rpc {
namespace detail {

using ::grpc::experimental::InterceptionHookPoints;
using ::grpc::experimental::InterceptorBatchMethods;

// Its hooks come one after another, but on any thread.
class ServerInterceptor : public ::grpc::experimental::Interceptor {
 public:
  explicit ServerInterceptor(Method& method) : method_(method) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS) && call_ != nullptr) call_->set_status(batch->GetSendStatus().error_code());
    if (!batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) return batch->Proceed();
    const ContextScope caller = from_caller(*batch->GetRecvInitialMetadata());
    const std::shared_ptr<Call> call = std::make_shared<Call>(method_);
    call_ = call;
    batch->Proceed();  // calls the service's method; when that has ended the RPC, this interceptor is gone
    call->leave();
  }

 private:
  Method& method_;
  std::shared_ptr<Call> call_;
};

class ClientInterceptor : public ::grpc::experimental::Interceptor {
 public:
  explicit ClientInterceptor(Method& method) : method_(method) {}

  void Intercept(InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) begin(*batch->GetSendInitialMetadata());
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_STATUS) && call_) call_->set_status(batch->GetRecvStatus()->error_code());
    batch->Proceed();
  }

 private:
  // A `traceparent` that the program put there itself is that of the span's parent.
  void begin(std::multimap<std::string, std::string>& metadata) {
    const ContextScope parent = from_caller(metadata);
    call_.emplace(method_);
    metadata.erase("traceparent");
    metadata.erase("tracestate");
    if (std::string text = traceparent(); !text.empty()) metadata.emplace("traceparent", std::move(text));
    if (std::string text = tracestate(); !text.empty()) metadata.emplace("tracestate", std::move(text));
    call_->leave();
  }

  Method& method_;
  std::optional<Call> call_;
};

// Among other interceptors of a server, the first: nothing then comes between it and the service's method.
class ServerInterceptorFactory : public ::grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  ::grpc::experimental::Interceptor* CreateServerInterceptor(::grpc::experimental::ServerRpcInfo* info) override {
    return new ServerInterceptor(method_of<Side::kServer>(is_registered(*info) ? std::string_view(info->method()) : kOther));
  }

 private:
  // The others are named by the client, and so without number.
  static bool is_registered(::grpc::experimental::ServerRpcInfo& info) {
#ifdef __cpp_rtti
    ::grpc::ServerContextBase* const context = info.server_context();
    return dynamic_cast<::grpc::GenericServerContext*>(context) == nullptr && dynamic_cast<::grpc::GenericCallbackServerContext*>(context) == nullptr;
#else
    return static_cast<void>(info), true;  // their number is bounded all the same
#endif
  }
};

class ClientInterceptorFactory : public ::grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  ::grpc::experimental::Interceptor* CreateClientInterceptor(::grpc::experimental::ClientRpcInfo* info) override {
    return new ClientInterceptor(method_of<Side::kClient>(info->method()));
  }
};

}  // namespace detail

[[nodiscard]] inline std::vector<std::unique_ptr<::grpc::experimental::ServerInterceptorFactoryInterface>> server_interceptors() {
  std::vector<std::unique_ptr<::grpc::experimental::ServerInterceptorFactoryInterface>> out;
  out.push_back(std::make_unique<detail::ServerInterceptorFactory>());
  return out;
}
[[nodiscard]] inline std::vector<std::unique_ptr<::grpc::experimental::ClientInterceptorFactoryInterface>> client_interceptors() {
  std::vector<std::unique_ptr<::grpc::experimental::ClientInterceptorFactoryInterface>> out;
  out.push_back(std::make_unique<detail::ClientInterceptorFactory>());
  return out;
}

}  // namespace scopegraft::rpc
