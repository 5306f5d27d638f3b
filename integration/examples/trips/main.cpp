// trips fares PORT | trips planner PORT ADDRESS_OF_FARES: ends with SIGTERM. Port 0: any, the address is printed.
#include <grpcpp/grpcpp.h>
#include <scopegraft/grpc/interceptors.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include "fares.h"
#include "planner.h"

int main(int argc, char** argv) {
  // Blocked before any thread is there, then waited for: a handler could do almost nothing.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  std::unique_ptr<grpc::Service> service;
  if (argc == 3 && argv[1] == std::string("fares")) {
    service = std::make_unique<trips::FaresService>();
  } else if (argc == 4 && argv[1] == std::string("planner")) {
    service = std::make_unique<trips::PlannerService>(
        grpc::experimental::CreateCustomChannelWithInterceptors(argv[3], grpc::InsecureChannelCredentials(), {}, scopegraft::rpc::client_interceptors()));
  } else {
    std::fputs("trips fares PORT | trips planner PORT ADDRESS_OF_FARES\n", stderr);
    return 1;
  }
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:" + std::string(argv[2]), grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(service.get());
  builder.experimental().SetInterceptorCreators(scopegraft::rpc::server_interceptors());
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    std::fprintf(stderr, "port %s is taken\n", argv[2]);
    return 1;
  }
  std::printf("127.0.0.1:%d\n", port);
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  server->Shutdown();
  return 0;
}
