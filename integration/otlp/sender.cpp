#include "otlp/sender.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <random>
#include <thread>

#include "otlp/message.h"
#include "scopegraft/graft.h"
#include "scopegraft/span_receiver.h"

namespace scopegraft::otlp {
namespace {

using namespace std::chrono_literals;

// libcurl asks once a second whether to give up.
constexpr auto kGrace = 2s;

// Exponential, with jitter: programs that a collector's end has surprised together do not come back together.
class Backoff {
 public:
  Backoff() : random_(static_cast<unsigned>(Clock::now().time_since_epoch().count())) {}
  void reset() { next_ = kFirst; }
  [[nodiscard]] Clock::duration next() {
    const std::chrono::duration<double> pause = next_ * std::uniform_real_distribution<double>(0.5, 1)(random_);
    next_ = std::min(next_ * 2, kLongest);
    return std::chrono::duration_cast<Clock::duration>(pause);
  }

 private:
  static constexpr std::chrono::milliseconds kFirst{500}, kLongest{30'000};
  std::chrono::milliseconds next_ = kFirst;
  std::minstd_rand random_;
};

}  // namespace

void Sender::take(std::string_view request, std::uint64_t spans) noexcept {
  const char* why = "no memory";
  try {
    Batch batch{std::string(request), spans, request.size()};
    const std::lock_guard guard(lock_);
    why = finishing_ ? "the program has ended" : "the queue is full";
    if (!finishing_ && spans_ + spans <= kMostSpans && bytes_ + request.size() <= kMostBytes) {
      queue_.push_back(std::move(batch));
      spans_ += spans;
      bytes_ += request.size();
      if (thread_ == Thread::kNone) start();
      return changed_.notify_all();
    }
  } catch (const std::bad_alloc&) {
  }
  count_received_spans(0, spans);
  log(spans, "dropped", why);
}

void Sender::finish() noexcept {
  std::unique_lock lock(lock_);
  if (finishing_) return;
  finishing_ = true;
  const Clock::time_point give_up_at = Clock::now() + settings_.exit_time;
  give_up_at_.store(give_up_at, std::memory_order_release);
  changed_.notify_all();
  if (thread_ == Thread::kRunning) {
    const bool ended = changed_.wait_until(lock, give_up_at + kGrace, [&] { return thread_ == Thread::kEnded; });
    // Joined, so that what TLS keeps for a thread is gone before TLS itself ends.
    if (ended)
      ::pthread_join(id_, nullptr);
    else
      ::pthread_detach(id_);
  }
  abandoned_ = true;
  if (spans_ == 0) return;
  count_received_spans(0, spans_);
  log(spans_, "dropped", "no time was left");
}

void Sender::after_fork_in_child() noexcept {
  queue_.clear();
  spans_ = 0;
  bytes_ = 0;
  thread_ = Thread::kNone;
  ::new (static_cast<void*>(&changed_)) std::condition_variable;  // the parent's thread may wait there
  lock_.unlock();
}

void Sender::start() noexcept {
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);  // the program's signals go to the program's threads
  if (::pthread_create(&id_, nullptr, run, this) == 0) thread_ = Thread::kRunning;  // else the next batch tries again
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void* Sender::run(void* sender) noexcept {
  Sender& self = *static_cast<Sender*>(sender);
  scopegraft_rt::sg_rt_thread.sg_busy = 1;  // what it calls is not the program's
  ::pthread_setname_np(::pthread_self(), "scopegraft-otlp");
  try {
    self.send_all();
  } catch (const std::bad_alloc&) {  // the next batch starts a thread again
  }
  const std::lock_guard guard(self.lock_);
  self.thread_ = self.finishing_ ? Thread::kEnded : Thread::kNone;
  if (!self.finishing_) ::pthread_detach(::pthread_self());
  self.changed_.notify_all();
  return nullptr;
}

void Sender::send_all() {
  Connection connection(settings_, give_up_at_);
  for (;;) {
    Batch batch;
    {
      std::unique_lock lock(lock_);
      changed_.wait(lock, [&] { return finishing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      batch = std::move(queue_.front());
      queue_.pop_front();
    }
    pack(batch);
    try {
      if (send(connection, batch) == Time::kOver) return;  // whoever waits for the end counts what is left
    } catch (const std::bad_alloc&) {
      settle(batch, batch.spans);
    }
  }
}

void Sender::pack(Batch& batch) const noexcept {
  if (!settings_.gzip) return;
  try {
    std::string packed = gzipped(batch.body);
    if (packed.empty()) return;
    batch.body = std::move(packed);
    batch.kind = Connection::Body::kGzip;
  } catch (const std::bad_alloc&) {  // it goes as it is
  }
}

Sender::Time Sender::send(Connection& connection, const Batch& batch) {
  Backoff backoff;
  bool exits = false;
  for (bool first = true;; first = false) {
    const Answer answer = connection.post(batch.body, batch.kind);
    if (answer.kind == Answer::Kind::kTaken) return settle(batch, std::min(answer.rejected, batch.spans)), Time::kLeft;
    if (answer.kind == Answer::Kind::kRefused) {
      log(batch.spans, "dropped", answer.why);
      return settle(batch, batch.spans), Time::kLeft;
    }
    if (first) log(batch.spans, "not taken yet", answer.why);
    if (!exits && is_finishing()) {
      exits = true;
      backoff.reset();
    }
    const auto asked = std::chrono::duration_cast<Clock::duration>(answer.wait);
    if (wait({Clock::now() + std::max(backoff.next(), asked), asked.count() > 0}) == Time::kOver) return Time::kOver;
  }
}

// Where the program exits, a pause of our own is cut short once.
Sender::Time Sender::wait(const Pause& pause) {
  {
    std::unique_lock lock(lock_);
    const bool was_finishing = finishing_;
    if (!changed_.wait_until(lock, pause.until, [&] { return finishing_; })) return Time::kLeft;
    if (!was_finishing && !pause.is_asked_for) return Time::kLeft;
  }
  if (pause.until >= give_up_at_.load(std::memory_order_acquire)) return Time::kOver;
  std::this_thread::sleep_until(pause.until);
  return Time::kLeft;
}

void Sender::settle(const Batch& batch, std::uint64_t dropped) {
  const std::lock_guard guard(lock_);
  if (abandoned_) return;
  spans_ -= batch.spans;
  bytes_ -= batch.taken;
  count_received_spans(batch.spans - dropped, dropped);
}

bool Sender::is_finishing() {
  const std::lock_guard guard(lock_);
  return finishing_;
}

void Sender::log(std::uint64_t spans, const char* what, std::string_view why) const noexcept {
  if (!settings_.log) return;
  try {
    const std::string line = "scopegraft: " + std::to_string(spans) + " spans " + what + ": " + std::string(why) + "\n";
    [[maybe_unused]] const ssize_t wrote = ::write(STDERR_FILENO, line.data(), line.size());
  } catch (const std::bad_alloc&) {
  }
}

}  // namespace scopegraft::otlp
