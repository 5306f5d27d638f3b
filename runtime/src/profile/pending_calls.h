// Measured calls that wait in the rings of their threads: into the records of their nodes, as the runtime does when a ring is full.
#pragma once

#include <cstdint>
#include <map>

#include "format/layout.h"
#include "profile/bytes.h"
#include "profile/measures.h"

namespace scopegraft::profile {

class PendingCalls {
 public:
  // `entry`: of a ring, its node's index << 32 | duration in ticks. Not an entry of a node: without effect.
  void add(const Bytes& bytes, std::uint64_t entry, const format::Header& header, const Times& times);
  // The node's record with its pending calls; null when none waits.
  [[nodiscard]] const NodeRecord* of(std::uint32_t index) const {
    const auto found = nodes_.find(index);
    return found == nodes_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::uint32_t, NodeRecord> nodes_;  // by index in the file
};

}  // namespace scopegraft::profile
