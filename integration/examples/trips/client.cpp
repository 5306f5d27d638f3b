// trips_client PLANNER FARES tour: every kind of RPC once, and what can go wrong.
// trips_client PLANNER FARES load THREADS ROUNDS: on each thread, in each round, one RPC of each method.
#include <grpcpp/grpcpp.h>
#include <scopegraft/grpc/interceptors.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "trips.grpc.pb.h"

namespace trips::client {

struct Services {
  std::unique_ptr<Planner::Stub> planner;
  std::unique_ptr<Fares::Stub> fares;
};

static Trip trip_to(const char* place, int patience_ms = 0) {
  Trip trip;
  trip.set_from("Rome");
  trip.set_to(place);
  trip.set_patience_ms(patience_ms);
  return trip;
}

static grpc::Status plan(Services& services, const Trip& trip) {
  grpc::ClientContext context;
  Offer offer;
  return services.planner->Plan(&context, trip, &offer);
}

static grpc::Status stops(Services& services, const Trip& trip) {
  grpc::ClientContext context;
  Stop stop;
  int count = 0;
  const auto reader = services.planner->Stops(&context, trip);
  while (reader->Read(&stop)) ++count;
  const grpc::Status status = reader->Finish();
  return count == 3 ? status : grpc::Status(grpc::StatusCode::DATA_LOSS, "stops are missing");
}

// Hangs up behind the first stop and does not ask what became of it.
static void first_stop(Services& services, const Trip& trip) {
  grpc::ClientContext context;
  Stop stop;
  const auto reader = services.planner->Stops(&context, trip);
  reader->Read(&stop);
  context.TryCancel();
}

// The answer comes on one of gRPC's threads.
static grpc::Status price(Services& services, const Trip& trip) {
  grpc::ClientContext context;
  Fare fare;
  const auto answer = std::make_shared<std::promise<grpc::Status>>();
  services.fares->async()->Price(&context, &trip, &fare, [answer](grpc::Status status) { answer->set_value(std::move(status)); });
  return answer->get_future().get();
}

// Asks for the price of a trip when it has that of the one before. Gone when it has its status.
class Prices : public grpc::ClientBidiReactor<Trip, Fare> {
 public:
  Prices(Services& services, std::vector<Trip> trips, std::shared_ptr<std::promise<grpc::Status>> answer) : trips_(std::move(trips)), answer_(std::move(answer)) {
    services.fares->async()->Prices(&context_, this);
    StartWrite(&trips_[0]);
    StartCall();
  }

 private:
  void OnWriteDone(bool ok) override {
    if (ok) StartRead(&fare_);
  }
  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (++next_ < trips_.size()) StartWrite(&trips_[next_]);
    else StartWritesDone();
  }
  void OnDone(const grpc::Status& status) override {
    const auto answer = std::move(answer_);
    const grpc::Status last = status;
    delete this;
    answer->set_value(last);
  }

  grpc::ClientContext context_;
  std::vector<Trip> trips_;
  std::size_t next_ = 0;
  Fare fare_;
  std::shared_ptr<std::promise<grpc::Status>> answer_;
};
static grpc::Status prices(Services& services, const Trip& trip) {
  const auto answer = std::make_shared<std::promise<grpc::Status>>();
  new Prices(services, {trip, trip}, answer);
  return answer->get_future().get();
}

static void tell(const char* what, const grpc::Status& status) { std::printf("%s: %d\n", what, status.error_code()); }

static void tour(Services& services) {
  tell("plan", plan(services, trip_to("Oslo")));
  tell("stops", stops(services, trip_to("Oslo")));
  tell("price", price(services, trip_to("Oslo")));
  tell("prices", prices(services, trip_to("Oslo")));
  tell("plan Atlantis", plan(services, trip_to("Atlantis")));
  tell("plan Strike", plan(services, trip_to("Strike")));
  tell("plan Rome", plan(services, trip_to("Rome")));
  tell("plan nowhere", plan(services, trip_to("")));
  tell("plan Godot", plan(services, trip_to("Godot", 2000)));
  tell("prices Atlantis", prices(services, trip_to("Atlantis")));
  first_stop(services, trip_to("Oslo"));
}

}  // namespace trips::client

int main(int argc, char** argv) {
  using namespace trips::client;
  const auto channel = [](const char* address) {
    return grpc::experimental::CreateCustomChannelWithInterceptors(address, grpc::InsecureChannelCredentials(), {}, scopegraft::rpc::client_interceptors());
  };
  if (argc < 4) return 1;
  Services services{trips::Planner::NewStub(channel(argv[1])), trips::Fares::NewStub(channel(argv[2]))};
  if (argv[3] == std::string("tour")) {
    tour(services);
    return 0;
  }
  if (argc < 6) return 1;
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < std::atoi(argv[4]); ++i) {
    threads.emplace_back([&] {
      const trips::Trip trip = trip_to("Oslo");
      for (int round = 0; round < std::atoi(argv[5]); ++round) {
        for (const auto& ask : {plan, stops, price, prices}) failures += ask(services, trip).ok() ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return failures == 0 ? 0 : 1;
}
