// The values of one node: the file's weighted sums in ticks become a Measure in nanoseconds.
#pragma once

#include <cmath>
#include <cstdint>

#include "format/layout.h"
#include "profile/bytes.h"

namespace scopegraft::profile {

// Ticks of the file's clock to nanoseconds and to the calendar.
class Times {
 public:
  explicit Times(const format::Header& header) : header_(header) {
    const auto ticks = static_cast<double>(header.last_tick - header.first_tick);
    const auto ns = static_cast<double>(header.last_ns - header.first_ns);
    if (header.last_tick > header.first_tick && header.last_ns > header.first_ns) ns_ = ns / ticks;
    if (!(ns_ > 1e-6 && ns_ < 1e6)) ns_ = 1;
  }
  [[nodiscard]] double ns(double ticks) const { return ticks * ns_; }
  [[nodiscard]] double per_tick() const { return ns_; }
  // Standard deviation, in nanoseconds, of what is taken off a measured call for the clock reads inside its interval. Around a call of a
  // sample the clock waits for the work, and some of that cost, from none to all, passes beside it: a uniform distribution. Where every
  // call is measured it does not wait: the end may be read before the work is done, by about as much again.
  [[nodiscard]] double clock_deviation(bool sampled) const {
    return sampled ? ns(static_cast<double>(header_.cost_inside_sampled)) / std::sqrt(12.0) : ns(static_cast<double>(header_.cost_inside));
  }
  [[nodiscard]] std::uint64_t calendar(std::uint64_t tick) const {
    if (tick == 0 || tick < header_.first_tick) return 0;
    const double after = ns(static_cast<double>(tick - header_.first_tick));
    return after < 1e18 ? header_.started + static_cast<std::uint64_t>(after) : 0;
  }

 private:
  const format::Header& header_;
  double ns_ = 1;
};

// A node as it stands in the file, with the measured calls of its thread's ring that are not in it there.
struct NodeRecord {
  format::Node node{};  // with the pending calls in its sums
  std::uint64_t pending_calls = 0;
  double pending_active = 0;  // ticks of those of a coroutine: all of them
  Histogram pending;
};

// Weighted sums become sums over the measured calls (see Measure).
[[nodiscard]] Measure measure_of(const Bytes& bytes, const NodeRecord& record, const Times& times);

// A measured call that never ended (the program runs, or was killed, or left by exit) counts up to the last sign of life,
// where nothing else is known of its node: so main has a time. Thread time excludes the cost of measuring.
void close_running(Measure& measure, const format::Node& node, std::uint64_t thread_now, const Times& times);

}  // namespace scopegraft::profile
