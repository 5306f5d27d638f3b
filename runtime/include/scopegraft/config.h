// What the program itself says of how it is profiled, and what holds. C++17 and later. Any thread, at any time: threads that run
// follow within 100 ms of their next profiled call, without a lock on their path. A bad value gives one line on stderr, and what
// was there stays.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "scopegraft/graft.h"

namespace scopegraft {

// Every function's from now on, over what rules and environment say; what is not given stays as it is.
struct Defaults {
  static constexpr double kAuto = 2;         // sample rate within the overhead budget
  std::optional<double> sample_rate;         // 0..1, or kAuto
  std::optional<bool> track_memory;
  std::optional<bool> track_exceptions;
  std::optional<bool> inherit_context;
  std::optional<bool> create_span;
};
SCOPEGRAFT_RT_API void set_defaults(const Defaults& defaults) noexcept;

struct Performance {
  std::optional<std::int64_t> batch_size;          // spans written at a time, 1..16384; 512
  std::optional<double> batch_timeout_seconds;     // how long a span waits for others, 0.001..86400; 5
  std::optional<bool> use_fast_serialization;      // spans as OTLP protobuf, each message behind its size, instead of JSON lines; false
  std::optional<double> memory_sampling_interval;  // seconds between two readings of the resident memory, 0.001..86400; 0.1
  std::optional<std::int64_t> context_pool_size;   // contexts that a thread has ready, 1..1048576; 64
};
SCOPEGRAFT_RT_API void configure_performance(const Performance& performance) noexcept;

// A value that holds, and where it is from: "default", "rules", "environment" or "API".
struct ConfigValue {
  std::string value, origin;
};
using Config = std::map<std::string, ConfigValue>;
// Of the process, by the names of Defaults, Performance and the environment ("overhead_budget", "exclude_patterns", "output").
// What neither environment nor API says is each function's own: "as the rules say".
[[nodiscard]] SCOPEGRAFT_RT_API Config get_config();
// Of one function, by the name shown or its qualified name; empty until it is called for the first time.
[[nodiscard]] SCOPEGRAFT_RT_API Config get_config(std::string_view function);

}  // namespace scopegraft
