// One request to the collector, by libcurl. Used by one thread. Nothing but http and https, no redirections, no signals.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "otlp/settings.h"

struct curl_slist;

namespace scopegraft::otlp {

using Clock = std::chrono::steady_clock;

struct Answer {
  enum class Kind { kTaken, kRefused, kLater };
  Kind kind = Kind::kLater;
  std::chrono::seconds wait{0};    // what the collector asks for, before the next try
  std::uint64_t rejected = 0;      // of the spans taken
  std::string why;                 // it was not taken, for people
};

class Connection {
 public:
  // A transfer ends when `give_up_at` has come, within a second. Both live longer than this.
  Connection(const Settings& settings, const std::atomic<Clock::time_point>& give_up_at);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class Body { kPlain, kGzip };
  [[nodiscard]] Answer post(const std::string& body, Body kind);

 private:
  const Settings& settings_;
  const std::atomic<Clock::time_point>& give_up_at_;
  void* curl_ = nullptr;  // null: no memory
  curl_slist* plain_headers_ = nullptr;
  curl_slist* gzip_headers_ = nullptr;
};

}  // namespace scopegraft::otlp
