// YAML text as a tree of located values, before any of it has a meaning. Stage: text -> Node -> fragment.
// The one place that knows the YAML library. Nodes are immutable and shared by the aliases that name them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "source.h"

namespace scopegraft::rules {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  enum class Kind { null, scalar, list, map };
  struct Entry {
    NodePtr key;
    NodePtr value;
  };

  Kind kind = Kind::null;
  Mark at;
  std::string text;            // of a scalar
  bool quoted = false;         // `"true"` is a text, `true` a boolean
  std::vector<NodePtr> items;  // of a list
  std::vector<Entry> entries;  // of a map, in the order written
  std::size_t size = 1;        // values in it, with aliases counted each time
};

// "a list", "a map", "nothing", or the scalar in backquotes: for messages.
[[nodiscard]] std::string describe(const Node& node);

// The only document of `mistakes.source()`, or null after a syntax error. An empty text is an empty map. Nesting and
// the growth by aliases are bounded. `<<` entries are merged as in YAML 1.1.
[[nodiscard]] NodePtr read_tree(Mistakes& mistakes);

}  // namespace scopegraft::rules
