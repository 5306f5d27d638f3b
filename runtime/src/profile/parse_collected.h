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
  // What one node of the profile gathered; `first`: index in the file of its first Collected. When all blocks are read.
  void take(const Bytes& bytes, std::uint32_t first, std::uint32_t node, Profile& profile);
  // Behind the last take(): the collectors and texts go into the profile.
  void finish(Profile& profile);

  // A text by its number in the file; null: there is none. Before finish().
  [[nodiscard]] const std::string* text(std::uint32_t number) const {
    const auto found = text_of_.find(number);
    return found == text_of_.end() ? nullptr : &texts_[found->second];
  }

 private:
  void take_texts(const Bytes& bytes, std::uint32_t at, Collected& into);

  std::unordered_map<std::uint32_t, std::uint32_t> collector_of_, text_of_;  // number in the file -> index
  std::vector<Collector> collectors_;
  std::vector<std::string> texts_ = {""};
  std::uint64_t read_ = 0;  // pieces, no more than there are in the file: damaged lists may run in circles
};

}  // namespace scopegraft::profile
