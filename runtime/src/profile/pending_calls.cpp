#include "profile/pending_calls.h"

#include <algorithm>

namespace scopegraft::profile {

void PendingCalls::add(const Bytes& bytes, std::uint64_t entry, const format::Header& header, const Times& times) {
  const auto index = static_cast<std::uint32_t>(entry >> 32);
  const auto [known, fresh] = nodes_.try_emplace(index);
  NodeRecord& record = known->second;
  format::Node& node = record.node;
  if (fresh && !bytes.get(index * format::kUnit, node)) return;
  if (node.measured >= node.hot.sg_calls) return;
  const std::uint64_t raw_ticks = entry & 0xffffffff;
  const double weight = node.gap > 1 && node.gap < 1e9F ? static_cast<double>(node.gap) : 1;
  const std::uint64_t inside = weight > 1 ? header.cost_inside_sampled : header.cost_inside;
  const std::uint64_t ticks = raw_ticks > inside ? raw_ticks - inside : 0;
  const auto exact = static_cast<double>(ticks);
  if (node.measured == 0 || ticks < node.time_min) node.time_min = ticks;
  node.time_max = std::max(node.time_max, ticks);
  ++node.measured;
  node.time += ticks;
  node.time_squared += exact * exact;
  node.more_weight += weight - 1;
  node.more_weight_squared += weight * weight - 1;
  node.more_time += (weight - 1) * exact;
  node.more_time_squared += (weight - 1) * exact * exact;
  ++record.pending_calls;
  if ((node.flags & format::kShared) != 0) record.pending_active += exact;
  record.pending.add(static_cast<std::uint64_t>(std::min(times.ns(exact), 1e18)), static_cast<std::uint64_t>(weight));
}

}  // namespace scopegraft::profile
