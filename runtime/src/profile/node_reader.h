// The nodes of a profile's bytes in their order, each with its measure: the larger part of reading a profile. Of a large file another
// thread does half of that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "profile/bytes.h"
#include "profile/measures.h"
#include "profile/pending_calls.h"

namespace scopegraft::profile {

// Nodes that lie one behind the other, all of one thread.
struct NodeBlock {
  std::uint64_t begin, count;  // bytes; nodes
  std::uint32_t thread;        // its index in the file
  std::size_t first;           // how many nodes lie in the blocks before it
};

struct FileNode {
  std::uint32_t site, parent, collected;  // numbers and indices in the file, 0: none
  Measure measure;                        // nothing, of a root
};

// What the nodes of a thread are read with.
struct ThreadClock {
  bool is_known;      // false: of no thread of the profile, its blocks are passed over
  std::uint64_t now;  // ticks, without what measuring took; 0: the thread has ended
};

class NodeReader {
 public:
  NodeReader(const Bytes& bytes, const Times& times, const PendingCalls& pending, std::function<ThreadClock(std::uint32_t)> clock_of)
      : bytes_(bytes), times_(times), pending_(pending), clock_of_(std::move(clock_of)) {}

  // `take` gets every node that lies there whole, with its block and its position among all of the file.
  using Take = std::function<void(FileNode&&, const NodeBlock&, std::size_t)>;
  void each(const std::vector<NodeBlock>& blocks, const Take& take) const;

 private:
  // A part of a block: as much as is read at once.
  struct Piece {
    const NodeBlock* block;
    std::uint64_t from, to;
  };
  struct Contents {
    std::vector<FileNode> nodes;
    std::vector<std::size_t> positions;
  };
  class Shared;

  [[nodiscard]] std::vector<Piece> pieces_of(const std::vector<NodeBlock>& blocks) const;
  void read(const Bytes& bytes, const Piece& piece, Contents& into) const;
  [[nodiscard]] FileNode read(const Bytes& bytes, const NodeRecord& record, const ThreadClock& clock) const;

  const Bytes& bytes_;
  const Times& times_;
  const PendingCalls& pending_;
  std::function<ThreadClock(std::uint32_t)> clock_of_;
};

}  // namespace scopegraft::profile
