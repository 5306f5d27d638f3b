#include <algorithm>

#include "flat_index.h"
#include "profile/large_pages.h"
#include "scopegraft/report/summary.h"

namespace scopegraft::report {

namespace {

using profile::Node;
using profile::Profile;

void add(PathNode& path, const Node& node, const Estimates& estimates, std::size_t index) {
  path.calls += node.measure.calls;
  path.measured += node.measure.measured;
  path.exceptions += node.measure.exceptions;
  path.total += estimates.total[index];
  path.self += estimates.self[index];
  path.variance += estimates.variance[index];
  const Estimates::Memory memory = estimates.memory_of(index);
  path.allocated += memory.allocated;
  path.allocated_self += memory.allocated_self;
  path.live_self += memory.live_self;
}

}  // namespace

std::vector<PathNode> call_paths(const Profile& profile, const Estimates& estimates, Threads threads) {
  std::vector<PathNode> paths;
  profile::reserve_in_large_pages(paths, profile.nodes.size() + 1);
  paths.emplace_back();
  std::vector<std::uint32_t> path_of = profile::in_large_pages<std::uint32_t>(profile.nodes.size());
  FlatIndex index;  // (parent path, site) -> path
  for (std::size_t i = 0; i < profile.nodes.size(); ++i) {
    const Node& node = profile.nodes[i];
    const bool is_root = node.site == kNone;
    std::uint32_t path = 0;
    if (is_root && threads == Threads::apart) {
      path = static_cast<std::uint32_t>(paths.size());
      paths.emplace_back();
      paths.back().parent = 0;
      paths.back().thread = node.thread;
    } else if (!is_root) {
      const std::uint32_t parent = node.parent == kNone ? 0 : path_of[node.parent];
      const auto fresh = static_cast<std::uint32_t>(paths.size());
      path = index.find_or_insert(parent, node.site, fresh);
      if (path == fresh) {
        paths.emplace_back();
        paths.back().site = node.site;
        paths.back().parent = parent;
      }
    }
    path_of[i] = path;
    add(paths[path], node, estimates, i);
    // The joined root has the totals of all threads; threads that stand apart hang below it.
    if (node.parent == kNone && path != 0) {
      paths[0].total += estimates.total[i];
      paths[0].allocated += estimates.memory_of(i).allocated;
    }
  }
  return paths;
}

std::span<const std::uint32_t> Children::of(std::uint32_t node) const {
  return std::span(order).subspan(begin[node], begin[node + 1] - begin[node]);
}

Children children_of(std::span<const PathNode> tree) {
  Children children;
  children.begin.assign(tree.size() + 1, 0);
  for (const PathNode& node : tree) {
    if (node.parent != kNone) ++children.begin[node.parent + 1];
  }
  for (std::size_t i = 1; i < children.begin.size(); ++i) children.begin[i] += children.begin[i - 1];
  children.order.resize(children.begin.back());
  std::vector<std::uint32_t> next(children.begin.begin(), children.begin.end() - 1);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].parent != kNone) children.order[next[tree[i].parent]++] = static_cast<std::uint32_t>(i);
  }
  for (std::size_t i = 0; i < tree.size(); ++i) {
    std::stable_sort(children.order.begin() + children.begin[i], children.order.begin() + children.begin[i + 1],
                     [&](std::uint32_t a, std::uint32_t b) { return tree[a].total > tree[b].total; });
  }
  return children;
}

}  // namespace scopegraft::report
