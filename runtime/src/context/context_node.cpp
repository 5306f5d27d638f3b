#include "context/context_node.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "live/memory.h"
#include "live/system.h"

namespace scopegraft::context {
namespace {

union Block {
  Block* next;
  alignas(16) unsigned char memory[kBlock];
};

constinit std::atomic<std::uint32_t> pool_size{64};
constinit std::atomic<std::uint64_t> dropped_nodes{0};

// Blocks that no thread holds. Memory of the pools is never given back: it is what the program used at most.
constinit live::SpinLock lock;
constinit Block* spare = nullptr;

struct Pool {
  Block* free = nullptr;
  std::uint32_t count = 0;
  bool ended = false;

  ~Pool() {
    ended = true;
    const live::Locked locked(lock);
    while (Block* const block = free) {
      free = block->next;
      block->next = spare;
      spare = block;
    }
    count = 0;
  }
  void put(Block* block) noexcept {
    block->next = free;
    free = block;
    ++count;
  }
  void fill(std::uint32_t wanted) noexcept {
    {
      const live::Locked locked(lock);
      for (; count < wanted && spare != nullptr;) {
        Block* const block = spare;
        spare = block->next;
        put(block);
      }
    }
    if (count >= wanted) return;
    const std::uint32_t fresh = wanted - count;
    auto* const blocks = static_cast<Block*>(live::map_private(fresh * sizeof(Block)));
    for (std::uint32_t i = 0; blocks != nullptr && i != fresh; ++i) put(blocks + i);
  }
};

thread_local Pool pool;

void* take(std::size_t size, bool& own) noexcept {
  const live::UnseenMemory unseen;  // the pool of a thread is registered with malloc
  own = size > kBlock;
  if (own) return std::malloc(size);
  if (pool.ended) {  // thread_local destructors of the program run after ours
    own = true;
    return std::malloc(size);
  }
  if (pool.free == nullptr) pool.fill(pool_size.load(std::memory_order_relaxed));
  Block* const block = pool.free;
  if (block == nullptr) return nullptr;
  pool.free = block->next;
  --pool.count;
  return block;
}

void give_back(Node* node) noexcept {
  const bool own = node->own_memory;
  node->~Node();
  const live::UnseenMemory unseen;
  if (own) return std::free(node);
  auto* const block = ::new (static_cast<void*>(node)) Block{};
  const std::uint32_t most = pool_size.load(std::memory_order_relaxed);
  if (!pool.ended) {
    pool.put(block);
    if (pool.count <= most * 2) return;
  }
  // A thread that only ends what others began hands it on.
  const live::Locked locked(lock);
  if (pool.ended) {
    block->next = spare;
    spare = block;
    return;
  }
  while (pool.count > most) {
    Block* const extra = pool.free;
    pool.free = extra->next;
    --pool.count;
    extra->next = spare;
    spare = extra;
  }
}

Node* make_node(NodeKind kind, Node* parent, std::string_view key, std::string_view text) noexcept {
  constexpr std::size_t kLongest = 64 << 10;
  key = key.substr(0, kLongest);
  text = text.substr(0, kLongest);
  bool own = false;
  void* const memory = take(sizeof(Node) + key.size() + text.size(), own);
  if (memory == nullptr) {
    dropped_nodes.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  Node* const node = ::new (memory) Node{};
  node->users.store(1, std::memory_order_relaxed);
  node->kind = kind;
  node->own_memory = own;
  node->parent = retain(parent);
  node->key_size = static_cast<std::uint32_t>(key.size());
  node->text_size = static_cast<std::uint32_t>(text.size());
  if (!key.empty()) std::memcpy(node->text(), key.data(), key.size());
  if (!text.empty()) std::memcpy(node->text() + key.size(), text.data(), text.size());
  return node;
}

}  // namespace

ContextValue Node::value() const noexcept {
  switch (type) {
    case ContextValue::Kind::kBool: return flag;
    case ContextValue::Kind::kInteger: return integer;
    case ContextValue::Kind::kReal: return real;
    case ContextValue::Kind::kText: break;
  }
  return value_text();
}

Node* make(NodeKind kind, Node* parent, std::string_view key, const ContextValue& value) noexcept {
  const bool is_text = value.kind() == ContextValue::Kind::kText;
  Node* const node = make_node(kind, parent, key, is_text ? value.text() : std::string_view());
  if (node == nullptr) return nullptr;
  node->type = value.kind();
  if (value.kind() == ContextValue::Kind::kBool) node->flag = value.boolean();
  if (value.kind() == ContextValue::Kind::kInteger) node->integer = value.integer();
  if (value.kind() == ContextValue::Kind::kReal) node->real = value.real();
  return node;
}

Node* make_span(Node* parent, const std::uint8_t (&trace_id)[16], std::uint64_t span_id, std::uint8_t flags, std::string_view state) noexcept {
  Node* const node = make_node(NodeKind::kSpan, parent, {}, state);
  if (node == nullptr) return nullptr;
  node->span_id = span_id;
  node->trace_flags = flags;
  std::memcpy(node->trace_id, trace_id, sizeof trace_id);
  return node;
}

// In a loop: a list may be a million nodes long.
void release_last(Node* node) noexcept {
  for (;;) {
    Node* const parent = node->parent;
    give_back(node);
    if (parent == nullptr || parent->users.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    node = parent;
  }
}

const Node* find(const Node* from, NodeKind kind, std::string_view key) noexcept {
  for (; from != nullptr && from->kind != NodeKind::kBarrier; from = from->parent)
    if (from->kind == kind && from->key() == key) return from;
  return nullptr;
}

const Node* innermost_span(const Node* from) noexcept {
  while (from != nullptr && from->kind != NodeKind::kSpan) {
    if (from->kind == NodeKind::kBarrier) return nullptr;
    from = from->parent;
  }
  return from;
}

void set_pool_size(std::uint32_t nodes) noexcept { pool_size.store(nodes == 0 ? 1 : nodes, std::memory_order_relaxed); }
std::uint64_t dropped() noexcept { return dropped_nodes.load(std::memory_order_relaxed); }
void unlock_pool_after_fork() noexcept { lock.reset(); }

}  // namespace scopegraft::context
