#include "profile/measures.h"

#include <algorithm>
#include <iterator>

namespace scopegraft::profile {
namespace {

// What `measured` is to the sum of the weights; each weight is at least 1.
double part_of(std::uint64_t measured, double weight) {
  return weight > 0 ? std::min(1.0, static_cast<double>(measured) / weight) : 0;
}

// Of the `folded` calls. Up to two have no histogram in the file: they are the smallest and the largest.
Histogram histogram_of(const Bytes& bytes, const format::Node& node, std::uint64_t folded, const Times& times) {
  Histogram out;
  if (node.histogram == 0 || node.histogram == format::kFailed) {
    if (folded == 0) return out;
    const auto measured = static_cast<double>(folded);
    const double each = (measured + finite(node.more_weight)) / std::min(measured, 2.0);
    const auto count = static_cast<std::uint64_t>(std::clamp(std::round(each), 1.0, 1e18));
    out.add(static_cast<std::uint64_t>(std::min(times.ns(static_cast<double>(node.time_min)), 1e18)), count);
    if (folded > 1)
      out.add(static_cast<std::uint64_t>(std::min(times.ns(static_cast<double>(node.time_max)), 1e18)), count);
    return out;
  }
  std::uint32_t groups[format::kOctaves];
  if (!bytes.get(node.histogram * format::kUnit, groups)) return out;
  for (unsigned octave = 3; octave != format::kOctaves; ++octave) {
    if (groups[octave] == 0 || groups[octave] == format::kFailed) continue;
    std::uint64_t counts[format::kSteps];
    if (!bytes.get(groups[octave] * format::kUnit, counts)) continue;
    const auto filled = std::count_if(std::begin(counts), std::end(counts), [](std::uint64_t count) { return count != 0; });
    out.counts.reserve(out.counts.size() + static_cast<std::size_t>(filled));  // one or two powers of two are the rule
    for (unsigned step = 0; step != format::kSteps; ++step)
      if (counts[step] != 0)
        out.counts.emplace_back(static_cast<std::uint16_t>((octave - 3) * format::kSteps + step), std::min(counts[step], std::uint64_t{1} << 60));
  }
  return out;
}

}  // namespace

Measure measure_of(const Bytes& bytes, const NodeRecord& record, const Times& times) {
  const format::Node& node = record.node;
  Measure out;
  out.calls = node.hot.sg_calls;
  out.measured = std::min(node.measured, out.calls);
  out.exceptions = node.exceptions;
  const double weight = static_cast<double>(node.measured) + finite(node.more_weight);
  const double squares = static_cast<double>(node.measured) + finite(node.more_weight_squared);
  const double part = part_of(out.measured, weight);
  const double tick = times.per_tick();
  out.time = (static_cast<double>(node.time) + finite(node.more_time)) * part * tick;
  out.time_squared = (finite(node.time_squared) + finite(node.more_time_squared)) * part * tick * tick;
  const auto n = static_cast<double>(out.measured), calls = static_cast<double>(out.calls);
  if (out.measured > 1 && out.measured < out.calls && squares > 0) {
    const double effective = weight * weight / squares;  // Kish: how many equally weighted calls tell as much
    const double mean = out.time / n;
    const double spread = std::max(0.0, out.time_squared / n - mean * mean) * n / (n - 1);
    const double clock = times.clock_deviation(true);
    out.total_variance = calls * calls * (spread / std::max(effective, 1.0) * (1 - n / calls) + clock * clock);
  } else if (out.measured != 0 && out.measured == out.calls) {
    const double clock = times.clock_deviation(false);
    out.total_variance = calls * calls * clock * clock;
  }
  if (out.measured != 0) {
    out.time_min = times.ns(static_cast<double>(node.time_min));
    out.time_max = times.ns(static_cast<double>(node.time_max));
  }
  out.histogram = histogram_of(bytes, node, node.measured - record.pending_calls, times);
  out.histogram.merge(record.pending);
  out.first_seen = times.calendar(node.first);
  out.last_seen = times.calendar(node.last);

  out.active_time = record.pending_active * part * tick;
  format::Extension extra;
  if (node.extension == 0 || !bytes.get(node.extension * format::kUnit, extra)) return out;
  out.memory_measured = std::min(extra.memory_measured, out.calls);
  // Of a coroutine that came from another thread there are bytes and no run: they are scaled already.
  const double memory = out.memory_measured == 0 ? 1 : part_of(out.memory_measured, finite(extra.memory_weight));
  out.allocated_bytes = finite(extra.allocated_bytes) * memory;
  out.freed_bytes = finite(extra.freed_bytes) * memory;
  out.allocations = finite(extra.allocations) * memory;
  out.frees = finite(extra.frees) * memory;
  out.peak_sum = finite(extra.peak_sum) * memory;
  out.peak_bytes = static_cast<double>(std::max<std::int64_t>(extra.peak_max, 0));
  out.args_measured = std::min(extra.args_measured, out.calls);
  out.args_bytes = finite(extra.args_bytes) * part_of(out.args_measured, finite(extra.args_weight));
  out.active_time += finite(extra.active_time) * part * tick;
  out.suspensions = extra.suspensions;
  out.abandoned = extra.abandoned;
  return out;
}

void close_running(Measure& measure, const format::Node& node, std::uint64_t thread_now, const Times& times) {
  if (node.open == 0 || node.open >= thread_now || node.measured != 0 || measure.calls == 0) return;
  const double ns = times.ns(static_cast<double>(thread_now - node.open));
  measure.measured = 1;
  measure.time = measure.time_min = measure.time_max = ns;
  measure.time_squared = ns * ns;
  measure.histogram.add(static_cast<std::uint64_t>(std::min(ns, 1e18)));
}

}  // namespace scopegraft::profile
