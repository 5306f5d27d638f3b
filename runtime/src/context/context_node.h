// A context is a list of immutable nodes, the innermost first; contexts that share fields share nodes (copy-on-write). Nodes
// come from a pool that is filled ahead, per thread. Any thread; a node is written by its maker only.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "scopegraft/context.h"

namespace scopegraft::context {

enum class NodeKind : std::uint8_t {
  kField,
  kFlag,
  kSpan,
  kScope,    // a ContextScope
  kBarrier,  // nothing is inherited from beyond
};

struct Node {
  std::atomic<std::uint32_t> users;
  NodeKind kind;
  ContextValue::Kind type;
  std::uint8_t trace_flags;
  bool own_memory;  // too large for the pool
  Node* parent;     // owned
  union {
    bool flag;
    std::int64_t integer;
    double real;
    std::uint64_t span_id;
  };
  std::uint32_t key_size, text_size;  // span: 0 and the size of its tracestate
  std::uint8_t trace_id[16];          // span only
  // behind it: key, text
  [[nodiscard]] char* text() noexcept { return reinterpret_cast<char*>(this + 1); }
  [[nodiscard]] std::string_view key() const noexcept { return {reinterpret_cast<const char*>(this + 1), key_size}; }
  [[nodiscard]] std::string_view value_text() const noexcept {
    return {reinterpret_cast<const char*>(this + 1) + key_size, text_size};
  }
  [[nodiscard]] ContextValue value() const noexcept;
};

inline constexpr std::size_t kBlock = 192;  // most fields fit beside their node

// A node on top of `parent` (which is retained). Null: no memory; the field is dropped and counted.
[[nodiscard]] Node* make(NodeKind kind, Node* parent, std::string_view key, const ContextValue& value) noexcept;
[[nodiscard]] Node* make_span(Node* parent, const std::uint8_t (&trace_id)[16], std::uint64_t span_id, std::uint8_t flags, std::string_view state) noexcept;
void release_last(Node* node) noexcept;

[[nodiscard]] inline Node* retain(Node* node) noexcept {
  if (node != nullptr) node->users.fetch_add(1, std::memory_order_relaxed);
  return node;
}
inline void release(Node* node) noexcept {
  // Release: what this user read is done; acquire: the last one sees all of it before the memory is used again.
  if (node != nullptr && node->users.fetch_sub(1, std::memory_order_acq_rel) == 1) release_last(node);
}

// The innermost field of that name; barriers stop the search.
[[nodiscard]] const Node* find(const Node* from, NodeKind kind, std::string_view key) noexcept;
[[nodiscard]] const Node* innermost_span(const Node* from) noexcept;

// How many nodes a thread's pool holds ahead (`context_pool_size`).
void set_pool_size(std::uint32_t nodes) noexcept;
// How many nodes could not be had.
[[nodiscard]] std::uint64_t dropped() noexcept;
// In the child of a fork.
void unlock_pool_after_fork() noexcept;

}  // namespace scopegraft::context
