#include "planner.h"

#include <chrono>
#include <stdexcept>
#include <string>

namespace trips {

grpc::Status PlannerService::Plan(grpc::ServerContext*, const Trip* trip, Offer* offer) {
  if (trip->from() == trip->to()) throw std::invalid_argument("there already");  // gRPC makes UNKNOWN of it
  grpc::ClientContext context;
  if (trip->patience_ms() > 0) context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(trip->patience_ms()));
  Fare fare;
  const grpc::Status status = fares_->Price(&context, *trip, &fare);
  if (status.ok()) offer->set_text(trip->from() + " - " + trip->to() + ": " + std::to_string(fare.cents()));
  return status;
}

grpc::Status PlannerService::Stops(grpc::ServerContext*, const Trip* trip, grpc::ServerWriter<Stop>* stops) {
  for (const std::string& name : {trip->from(), std::string("Halfway"), trip->to()}) {
    Stop stop;
    stop.set_name(name);
    if (!stops->Write(stop)) return {grpc::StatusCode::CANCELLED, "the caller has left"};
  }
  return grpc::Status::OK;
}

}  // namespace trips
