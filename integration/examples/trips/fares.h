// What a trip costs: a service of callbacks. One clerk, on a thread of its own, answers what needs a look at the list.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "trips.grpc.pb.h"

namespace trips {

// Does one thing after another.
class Clerk {
 public:
  Clerk() = default;
  ~Clerk();  // when all is done
  void ask(std::function<void()> work);

 private:
  void serve();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> asked_;
  bool closing_ = false;
  std::thread thread_{&Clerk::serve, this};
};

class FaresService : public Fares::CallbackService {
 public:
  grpc::ServerUnaryReactor* Price(grpc::CallbackServerContext* context, const Trip* trip, Fare* fare) override;
  grpc::ServerBidiReactor<Trip, Fare>* Prices(grpc::CallbackServerContext* context) override;

 private:
  Clerk clerk_;
};

}  // namespace trips
