#include "scopegraft/profile/cost_of_counting.h"

#include <algorithm>
#include <cmath>

namespace scopegraft::profile {

CostOfCounting::CostOfCounting(const Profile& profile) : log_of_time_(std::log2(std::max(1.0, profile.cpu_time))) {
  constexpr double kAtOnceNs = 10;
  pieces_[count_++] = {std::log2(kAtOnceNs), profile.cost_of_counted_call, 0};
  for (std::size_t i = 0; i != Profile::kFarLagsNs.size(); ++i) {
    if (profile.cost_of_far_call[i] <= 0) continue;
    Piece& before = pieces_[count_ - 1];
    const double at = std::log2(Profile::kFarLagsNs[i]);
    const double cost = std::max(before.cost, profile.cost_of_far_call[i]);  // no less than after a shorter time
    before.slope = (cost - before.cost) / (at - before.from);
    pieces_[count_++] = {at, cost, 0};
  }
  few_ = std::exp2(log_of_time_ - pieces_[count_ - 1].from);
}

double CostOfCounting::of_many(std::uint64_t calls) const {
  const double apart = log_of_time_ - std::log2(static_cast<double>(calls));
  std::size_t piece = count_ - 1;
  while (piece != 0 && apart < pieces_[piece].from) --piece;
  return pieces_[piece].cost + pieces_[piece].slope * std::max(0.0, apart - pieces_[piece].from);
}

double mean_cost_of_counting(const Profile& profile) {
  const CostOfCounting cost(profile);
  double calls = 0, time = 0;
  for (const Node& node : profile.nodes) {
    const auto counted = static_cast<double>(node.measure.calls);
    calls += counted;
    time += counted * cost(node.measure.calls);
  }
  return calls > 0 ? time / calls : profile.cost_of_counted_call;
}

}  // namespace scopegraft::profile
