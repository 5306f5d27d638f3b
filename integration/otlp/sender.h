// Batches between the runtime, which hands them over, and the collector: a bounded queue and one thread, which exists once there is
// a batch. What finds no room, what the collector refuses, and what is left when the time at exit is over is counted as dropped;
// everything else is tried again for as long as the program runs, the oldest batch first.
#pragma once

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "otlp/connection.h"
#include "otlp/settings.h"

namespace scopegraft::otlp {

// What is held at most, the batch that is being sent included.
constexpr std::uint64_t kMostSpans = 1 << 15;
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

// Never destroyed: its thread may outlive the program's own destructors.
class Sender {
 public:
  explicit Sender(Settings settings) : settings_(std::move(settings)) {}
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  // Any thread. Never waits for the collector.
  void take(std::string_view request, std::uint64_t spans) noexcept;
  // Waits until everything is sent, or for the time at exit; what comes later is dropped. A second call does nothing.
  void finish() noexcept;

  // Around fork(), all on the thread that forks. The child has no thread and nothing queued.
  void before_fork() noexcept { lock_.lock(); }
  void after_fork_in_parent() noexcept { lock_.unlock(); }
  void after_fork_in_child() noexcept;

 private:
  struct Batch {
    std::string body;
    std::uint64_t spans = 0;
    std::size_t taken = 0;  // bytes, before it was packed
    Connection::Body kind = Connection::Body::kPlain;
  };
  enum class Thread { kNone, kRunning, kEnded };
  enum class Time { kLeft, kOver };  // for another try
  struct Pause {
    Clock::time_point until;
    bool is_asked_for;  // by the collector
  };

  static void* run(void* sender) noexcept;
  void start() noexcept;
  void send_all();
  void pack(Batch& batch) const noexcept;
  [[nodiscard]] Time send(Connection& connection, const Batch& batch);
  [[nodiscard]] Time wait(const Pause& pause);
  void settle(const Batch& batch, std::uint64_t dropped);
  [[nodiscard]] bool is_finishing();
  void log(std::uint64_t spans, const char* what, std::string_view why) const noexcept;

  const Settings settings_;
  std::atomic<Clock::time_point> give_up_at_{Clock::time_point::max()};  // set once, at exit
  std::mutex lock_;                    // of all below
  std::condition_variable changed_;
  std::deque<Batch> queue_;
  std::uint64_t spans_ = 0;            // queued or being sent
  std::size_t bytes_ = 0;
  pthread_t id_{};
  Thread thread_ = Thread::kNone;
  bool finishing_ = false;             // nothing is taken any more
  bool abandoned_ = false;             // what is being sent is counted already
};

}  // namespace scopegraft::otlp
