#include "live/tree.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "collect/gather.h"
#include "live/changes.h"
#include "live/process.h"

namespace scopegraft::live {
namespace {

using scopegraft_rt::Node;

static_assert(offsetof(format::Node, parent) == scopegraft_rt::sg_kParentAt && format::kUnit == scopegraft_rt::sg_kUnit);

constexpr std::uint64_t kFirstTable = 512, kLargestTable = std::uint64_t{1} << 23, kFirstKnown = 512;
constexpr std::uint32_t kFirstPage = 20, kLargestPage = 340;
constexpr std::uint64_t kPoolPage = 16 << 10;
constexpr int kTries = 64;

Node*& slot(ThreadState& state, std::uint64_t key) noexcept { return state.table[key & (state.table_size - 1)]; }

format::Node* node_at(std::uint32_t index) noexcept { return process.arena.at<format::Node>(index); }

// Calls `act` with each child; stops when it gives false.
template <typename Act>
bool each_child(format::Node& parent, Act act) noexcept {
  for (std::uint32_t at = parent.first_child; at != 0; at = node_at(at)->next_sibling)
    if (!act(*node_at(at))) return false;
  return true;
}

bool place_one(ThreadState& state, format::Node& parent, format::Node& child) noexcept {
  const std::uint64_t key = parent.hot.sg_children_key + child.site;
  if (slot(state, key) != &empty_node) return false;
  child.hot.sg_key = key;
  slot(state, key) = &child.hot;
  return true;
}

// Gives all children of a node slots by a new displacement. Those that find none are looked up the slow way.
void place_all(ThreadState& state, format::Node& parent) noexcept {
  each_child(parent, [&](format::Node& child) {
    if (slot(state, child.hot.sg_key) == &child.hot) slot(state, child.hot.sg_key) = &empty_node;
    return true;
  });
  const std::uint64_t index = parent.hot.sg_children_key >> 32 << 32;
  for (int i = 0; i != kTries; ++i) {
    parent.hot.sg_children_key = index | (state.random.next() >> 33);  // 31 bits: adding a site's number never carries
    const bool free = each_child(parent, [&](format::Node& child) {
      return (child.flags & format::kFolded) != 0 || slot(state, parent.hot.sg_children_key + child.site) == &empty_node;
    });
    if (free) break;
  }
  parent.flags &= ~static_cast<std::uint32_t>(format::kUnplaced);
  each_child(parent, [&](format::Node& child) {
    if ((child.flags & format::kFolded) != 0 || !place_one(state, parent, child)) parent.flags |= format::kUnplaced;
    return true;
  });
}

// Tables only grow, to twice their size, and none is given back: a lookup that a signal handler interrupted may be looking at it.
Node** new_table(std::uint64_t size, Node* nothing) noexcept {
  auto* const table = static_cast<Node**>(map_private(size * sizeof(Node*)));
  if (table != nullptr) std::fill_n(table, size, nothing);
  return table;
}

bool make_table(ThreadState& state, std::uint64_t size) noexcept {
  Node** const table = new_table(size, &empty_node);
  if (table == nullptr) return false;
  state.table = table;
  state.table_size = size;
  return true;
}

template <typename Act>
void each_node(ThreadState& state, Act act) noexcept {
  for (std::uint32_t page = state.first_nodes; page != 0;) {
    auto* const block = process.arena.at<format::Block>(page);
    auto* const nodes = reinterpret_cast<format::Node*>(block + 1);
    for (std::uint32_t i = 0; i != block->count; ++i) act(nodes[i]);
    page = block->reserved[0];
  }
}

void grow_table(ThreadState& state) noexcept {
  if (state.table_size >= kLargestTable || !make_table(state, state.table_size * 2)) return;
  each_node(state, [&](format::Node& node) { node.hot.sg_key = ~std::uint64_t{0}; });
  each_node(state, [&](format::Node& node) {
    if (node.first_child != 0) place_all(state, node);
  });
}

void place(ThreadState& state, format::Node& parent, format::Node& child) noexcept {
  ++state.placed;
  if (state.placed * 4 > state.table_size) grow_table(state);  // places the child too, once it is in its parent's list
  if (slot(state, child.hot.sg_key) == &child.hot || place_one(state, parent, child)) return;
  place_all(state, parent);
  if ((parent.flags & format::kUnplaced) != 0 && state.table_size < state.placed * 64) grow_table(state);
}

// What the next call of the site is taken for, where its parent is the same.
void remember(ThreadState& state, std::uint32_t site, format::Node& node) noexcept {
  if (site >= state.known) {
    static format::Node nowhere_below{};  // below index 0, where no thread ever is
    std::uint64_t size = std::max(state.known, kFirstKnown);
    while (size <= site) size *= 2;
    Node** const last = new_table(size, &nowhere_below.hot);
    if (last == nullptr) return;
    std::copy_n(state.last, state.known, last);
    state.last = last;
    state.known = size;
  }
  state.last[site] = &node.hot;
}

enum class Limit { kKept, kIgnored };

bool add_page(ThreadState& state, std::uint32_t count, Room room) noexcept {
  format::Block* const page =
      process.arena.add_block(format::BlockType::kNodes, sizeof *page + count * sizeof(format::Node), state.record->index, room);
  if (page == nullptr) return false;
  const std::uint32_t index = process.arena.index_of(page);
  (state.nodes == nullptr ? state.first_nodes : state.nodes->reserved[0]) = index;
  state.nodes = page;
  state.nodes_room = state.nodes_page = count;
  return true;
}

bool has_room(ThreadState& state, Limit limit) noexcept {
  if (state.nodes_room != 0 && (limit == Limit::kIgnored || !state.nodes_are_last)) return true;
  state.nodes_are_last = !add_page(state, std::clamp(state.nodes_page * 2, kFirstPage, kLargestPage), Room::kUsual);
  return !state.nodes_are_last || (limit == Limit::kIgnored && (state.nodes_room != 0 || add_page(state, kFirstPage, Room::kLast)));
}

format::Node* new_node(ThreadState& state, Limit limit) noexcept {
  if (limit == Limit::kKept && process.nodes.fetch_add(1, std::memory_order_relaxed) >= process.settings.max_nodes) return nullptr;
  if (!has_room(state, limit)) return nullptr;
  auto* const node = reinterpret_cast<format::Node*>(state.nodes + 1) + state.nodes->count;
  node->hot.sg_key = ~std::uint64_t{0};
  node->hot.sg_children_key = (std::uint64_t{process.arena.index_of(node)} << 32) | (state.random.next() >> 33);
  node->first = node->last = node->adapted_at = now();
  --state.nodes_room;
  return node;
}

// Makes a node visible to readers.
void finish_node(ThreadState& state) noexcept { __atomic_store_n(&state.nodes->count, state.nodes->count + 1, __ATOMIC_RELEASE); }

format::Node* find_child(format::Node& parent, std::uint32_t site) noexcept {
  format::Node* found = nullptr;
  each_child(parent, [&](format::Node& child) {
    if (child.site == site) found = &child;
    return found == nullptr;
  });
  return found;
}

bool has_ancestor(const format::Node& node, std::uint32_t site) noexcept {
  for (const format::Node* at = &node; at->parent != 0; at = node_at(at->parent))
    if (at->site == site) return true;
  return false;
}

format::Node* add_child(ThreadState& state, format::Node& parent, std::uint32_t site, bool folded, Limit limit) noexcept {
  format::Node* const node = new_node(state, limit);
  if (node == nullptr) return nullptr;
  const SiteInfo& info = process.sites[site];
  node->site = site;
  node->parent = process.arena.index_of(&parent);
  node->depth = parent.depth + 1;
  if (folded) node->flags |= format::kFolded;
  if ((info.flags & format::kAsync) != 0) node->flags |= format::kShared;
  equip(*node, info, process.settings.trace != 0 || info.keep_slow_ns != 0 || (parent.flags & format::kTraced) != 0, state.random);
  if ((info.flags & format::kCollects) != 0) node->flags |= format::kCollected;
  if (((node->flags & format::kCollected) | (parent.flags & format::kBelowCollects)) != 0) node->flags |= format::kBelowCollects;
  node->next_sibling = parent.first_child;
  parent.first_child = process.arena.index_of(node);
  if ((info.flags & format::kCollects) != 0) collectors::prepare(state, *node);
  finish_node(state);
  return node;
}

// Where calls are counted whose own place there was no room for: a function of its own, below each thread's root.
format::Node* dropped_calls(ThreadState& state) noexcept {
  if (state.dropped != nullptr) return state.dropped;
  static const scopegraft_rt::Site site{"(dropped call paths)", "", 0, 0, "rate=0"};
  const int number = process.sites.number(site, process.arena, process.settings);
  if (number > 0) state.dropped = add_child(state, *state.root, static_cast<std::uint32_t>(number), true, Limit::kIgnored);
  state.root->flags |= format::kUnplaced;
  return state.dropped;
}

// No more nodes: the call is still counted, at a node of its function below the one that stands for all such places.
Child without_room(ThreadState& state, std::uint32_t site) noexcept {
  __atomic_fetch_add(&process.arena.header().dropped_nodes, 1, __ATOMIC_RELAXED);
  format::Node* const all = dropped_calls(state);
  if (all == nullptr) return {};
  format::Node* node = find_child(*all, site);
  if (node == nullptr) node = add_child(state, *all, site, true, Limit::kIgnored);
  if (node != nullptr) scopegraft_rt::sg_count(&all->hot);
  return {node, false};
}

// The place of a call: by the table, by the list of children, or made.
Child find_or_add(ThreadState& state, format::Node& parent, std::uint32_t site) noexcept {
  Node* const placed = slot(state, parent.hot.sg_children_key + site);
  if (placed->sg_key == parent.hot.sg_children_key + site) return {&record_of(placed), true};
  if ((parent.flags & format::kUnplaced) != 0)
    if (format::Node* const known = find_child(parent, site)) return {known, (known->flags & format::kFolded) == 0};
  const bool folded = parent.depth >= kDepth && has_ancestor(parent, site);
  format::Node* const fresh = add_child(state, parent, site, folded, Limit::kKept);
  if (fresh == nullptr) return without_room(state, site);
  if (folded)
    parent.flags |= format::kUnplaced;
  else
    place(state, parent, *fresh);
  return {fresh, !folded};
}

}  // namespace

bool plant_root(ThreadState& state) noexcept {
  if (state.table == nullptr && !make_table(state, kFirstTable)) return false;
  format::Node* const root = new_node(state, Limit::kIgnored);
  if (root == nullptr) return false;
  root->hot.sg_next = ~std::uint64_t{0};
  state.root = root;
  state.record->root = process.arena.index_of(root);
  finish_node(state);
  return true;
}

Child child_of(ThreadState& state, format::Node& parent, std::uint32_t site) noexcept {
  const Child child = find_or_add(state, parent, site);
  if (child.moves) remember(state, site, *child.node);
  return child;
}

format::Node* known_child(ThreadState& state, format::Node& parent, std::uint32_t site) noexcept {
  Node* const placed = slot(state, parent.hot.sg_children_key + site);
  if (placed->sg_key == parent.hot.sg_children_key + site) return &record_of(placed);
  format::Node* const known = find_child(parent, site);
  return known != nullptr || state.dropped == nullptr ? known : find_child(*state.dropped, site);
}

format::Node* same_place(ThreadState& state, const format::Node& node) noexcept {
  // From the node up to the root, then down again; a path has at most kDepth levels and some folded ones.
  auto& path = state.path;
  unsigned depth = 0;
  for (const format::Node* at = &node; at->parent != 0; at = node_at(at->parent)) {
    if (depth == std::size(path)) return nullptr;
    path[depth++] = at->site;
  }
  format::Node* place = state.root;
  while (depth != 0) {
    const Child child = child_of(state, *place, path[--depth]);
    if (child.node == nullptr) return nullptr;
    if (child.moves) place = child.node;
  }
  return place;
}

void* take_pool(ThreadState& state, std::uint64_t size, Room room) noexcept {
  size = (size + format::kUnit - 1) / format::kUnit * format::kUnit;
  if (state.pool_room < size) {
    format::Block* const block = process.arena.add_block(format::BlockType::kPool, sizeof *block + kPoolPage, state.record->index, room);
    if (block == nullptr) return nullptr;
    state.pool = reinterpret_cast<char*>(block + 1);
    state.pool_room = kPoolPage;
  }
  void* const piece = state.pool;
  state.pool += size;
  state.pool_room -= size;
  return piece;
}

}  // namespace scopegraft::live
