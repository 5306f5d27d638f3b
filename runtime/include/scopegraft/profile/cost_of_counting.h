// What counting a call takes by how far apart a node's calls are: as long as in a loop where they follow each other at once, more where the
// processor has done other things before the next one, and must fetch the scope, its site and the node again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "scopegraft/profile/model.h"

namespace scopegraft::profile {

// Nanoseconds. Calls are taken to lie evenly in the processor time, and what lies between two measured costs to grow with the logarithm.
class CostOfCounting {
 public:
  explicit CostOfCounting(const Profile& profile);

  // Of a call of a node that has so many. Most nodes of a large tree have few.
  [[nodiscard]] double operator()(std::uint64_t calls) const { return static_cast<double>(calls) <= few_ ? pieces_[count_ - 1].cost : of_many(calls); }

 private:
  [[nodiscard]] double of_many(std::uint64_t calls) const;

  struct Piece {
    double from, cost, slope;  // from a distance on (logarithm to base 2 of ns) the cost, and what it grows for each unit
  };
  std::array<Piece, Profile::kFarLagsNs.size() + 1> pieces_;
  std::size_t count_ = 0;
  double log_of_time_;  // of the processor
  double few_;          // calls lie further apart than the last piece begins
};

// The mean of all calls of the profile.
[[nodiscard]] double mean_cost_of_counting(const Profile& profile);

}  // namespace scopegraft::profile
