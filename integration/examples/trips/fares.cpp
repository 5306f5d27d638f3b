#include "fares.h"

#include <scopegraft/context.h>

#include <string>
#include <utility>

namespace trips {

Clerk::~Clerk() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Clerk::ask(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(std::move(work));
  }
  changed_.notify_one();
}

void Clerk::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return closing_ || !asked_.empty(); });
    if (asked_.empty()) return;
    const std::function<void()> work = std::move(asked_.front());
    asked_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

// Nothing goes to Atlantis, and nothing at all when there is a strike.
static grpc::Status price_of(const Trip& trip, Fare& fare) {
  if (trip.to() == "Atlantis") return {grpc::StatusCode::NOT_FOUND, "no such place"};
  if (trip.to() == "Strike") return {grpc::StatusCode::UNAVAILABLE, "nobody is there"};
  fare.set_cents(static_cast<int>(100 * (trip.from().size() + trip.to().size())));
  return grpc::Status::OK;
}

namespace {

// The trip to Godot: no answer before the caller has given up.
class Never : public grpc::ServerUnaryReactor {
  void OnCancel() override { Finish({grpc::StatusCode::CANCELLED, "the caller has left"}); }
  void OnDone() override { delete this; }
};

// Reads a trip, writes its price. On whichever thread: the context is that of the RPC.
class Each : public grpc::ServerBidiReactor<Trip, Fare> {
 public:
  Each() { StartRead(&trip_); }

 private:
  void OnReadDone(bool ok) override {
    const scopegraft::ContextScope scope(context_);
    if (!ok) return Finish(grpc::Status::OK);
    if (const grpc::Status status = price_of(trip_, fare_); !status.ok()) return Finish(status);
    StartWrite(&fare_);
  }
  void OnWriteDone(bool ok) override {
    if (ok) StartRead(&trip_);
    else Finish({grpc::StatusCode::CANCELLED, "the caller has left"});
  }
  void OnDone() override { delete this; }

  scopegraft::TrackingContext context_ = scopegraft::capture();
  Trip trip_;
  Fare fare_;
};

}  // namespace

grpc::ServerUnaryReactor* FaresService::Price(grpc::CallbackServerContext* context, const Trip* trip, Fare* fare) {
  if (trip->to() == "Godot") return new Never;
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  if (trip->to().empty()) reactor->Finish({grpc::StatusCode::INVALID_ARGUMENT, "where to?"});
  else clerk_.ask(scopegraft::bind([=] { reactor->Finish(price_of(*trip, *fare)); }));
  return reactor;
}

grpc::ServerBidiReactor<Trip, Fare>* FaresService::Prices(grpc::CallbackServerContext*) { return new Each; }

}  // namespace trips
