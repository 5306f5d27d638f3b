// Options as written: a tree node and the row of the key table give a typed value. Stage: Node -> WrittenOption ->
// Options. Used for rules files and, with nodes made from C++ tokens, for decorators in the source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "keys.h"
#include "source.h"
#include "tree.h"

namespace scopegraft::rules {

struct WrittenOption {
  const Key* key = nullptr;
  Mark at;
  Value value;
};

// Nothing after a mistake, which is then in `mistakes`.
[[nodiscard]] std::optional<Value> read_value(const Key& key, const Node& node, Mistakes& mistakes);

// The value as YAML would have it: `auto`, `true`, `[a, b]`.
[[nodiscard]] std::string spell(const Value& value);

// Readers of what several keys share. An empty text is a mistake.
[[nodiscard]] std::optional<Located<std::string>> read_text(const std::string& what, const Node& node,
                                                            Mistakes& mistakes);
[[nodiscard]] std::vector<Located<std::string>> read_texts(const std::string& what, const Node& node,
                                                           Mistakes& mistakes);
[[nodiscard]] std::optional<bool> read_boolean(const std::string& what, const Node& node, Mistakes& mistakes);
[[nodiscard]] std::optional<std::uint64_t> read_count(const std::string& what, const Node& node, Mistakes& mistakes);

}  // namespace scopegraft::rules
