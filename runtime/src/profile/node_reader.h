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
  std::uint32_t thread;        // its index in the file, when they are read in the profile
  std::size_t first;           // how many nodes lie in the blocks before it
  std::uint64_t now = 0;       // the thread's time in ticks, without what measuring took; 0: it has ended
};

struct FileNode {
  std::size_t position;                   // among all of the file
  std::uint32_t thread;                   // of its block
  std::uint32_t site, parent, collected;  // numbers and indices in the file, 0: none
  Measure measure;                        // nothing, of a root
};

class NodeReader {
 public:
  NodeReader(const Bytes& bytes, const Times& times, const PendingCalls& pending) : bytes_(bytes), times_(times), pending_(pending) {}

  // `take` gets every node that lies there whole.
  void each(const std::vector<NodeBlock>& blocks, const std::function<void(FileNode&&)>& take) const;

 private:
  // A part of a block: as much as is read at once.
  struct Piece {
    const NodeBlock* block;
    std::uint64_t from, to;
  };
  class Shared;

  static std::vector<Piece> pieces_of(const std::vector<NodeBlock>& blocks);
  void read(const Bytes& bytes, const Piece& piece, std::vector<FileNode>& into) const;

  const Bytes& bytes_;
  const Times& times_;
  const PendingCalls& pending_;
};

}  // namespace scopegraft::profile
