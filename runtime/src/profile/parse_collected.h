// Collectors, their texts and what they gathered: out of the profile's bytes into the Profile.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "profile/bytes.h"

namespace scopegraft::profile {

class CollectedReader {
 public:
  void read_collector(const Bytes& bytes, std::uint64_t at, std::uint64_t room);
  void read_text(const Bytes& bytes, std::uint64_t at, std::uint64_t room);
  // When all blocks are read and the nodes are in the profile; `place`: index of a node in the file -> in the profile.
  void take(const Bytes& bytes, const std::vector<RawNode>& nodes, const std::vector<std::uint32_t>& place, Profile& profile);

  // A text by its number in the file; null: there is none.
  [[nodiscard]] const std::string* text(std::uint32_t number) const {
    const auto found = text_of_.find(number);
    return found == text_of_.end() ? nullptr : &texts_[found->second];
  }

 private:
  void take_node(const Bytes& bytes, const RawNode& raw, std::uint32_t node, Profile& profile);
  void take_texts(const Bytes& bytes, std::uint32_t at, Collected& into);

  std::unordered_map<std::uint32_t, std::uint32_t> collector_of_, text_of_;  // number in the file -> index
  std::vector<Collector> collectors_;
  std::vector<std::string> texts_ = {""};
  std::uint64_t left_ = 0;  // pieces that may still be read: damaged lists may run in circles
};

}  // namespace scopegraft::profile
