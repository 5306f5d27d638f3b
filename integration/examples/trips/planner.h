// Plans trips: a synchronous service, which asks Fares for the price.
#pragma once

#include <memory>

#include "trips.grpc.pb.h"

namespace trips {

class PlannerService : public Planner::Service {
 public:
  explicit PlannerService(const std::shared_ptr<grpc::ChannelInterface>& fares) : fares_(Fares::NewStub(fares)) {}
  grpc::Status Plan(grpc::ServerContext* context, const Trip* trip, Offer* offer) override;
  grpc::Status Stops(grpc::ServerContext* context, const Trip* trip, grpc::ServerWriter<Stop>* stops) override;

 private:
  std::unique_ptr<Fares::Stub> fares_;
};

}  // namespace trips
