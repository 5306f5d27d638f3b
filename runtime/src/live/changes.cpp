#include "live/changes.h"

#include "live/memory.h"

namespace scopegraft::live {
namespace {

template <typename Act>
void each_node(const ThreadState& state, Act act) noexcept {
  for (std::uint32_t page = state.first_nodes; page != 0;) {
    auto* const block = process.arena.at<format::Block>(page);
    auto* const nodes = reinterpret_cast<format::Node*>(block + 1);
    for (std::uint32_t i = 0; i != block->count; ++i)
      if (nodes[i].site != 0 && (nodes[i].flags & format::kFolded) == 0) act(nodes[i]);
    page = block->reserved[0];
  }
}

// Nodes of another thread, which may write them at this moment: a word that it overwrites is made up for by adopt_changes.
[[gnu::no_sanitize("thread")]] void make_due(const ThreadState& state) noexcept {
  for (std::uint32_t page = state.first_nodes; page != 0;) {
    auto* const block = process.arena.at<format::Block>(page);
    auto* const nodes = reinterpret_cast<format::Node*>(block + 1);
    const std::uint32_t count = __atomic_load_n(&block->count, __ATOMIC_ACQUIRE);
    for (std::uint32_t i = 0; i != count; ++i)
      if (nodes[i].site != 0 && (nodes[i].flags & format::kFolded) == 0) *const_cast<volatile scopegraft_rt::sg_u64*>(&nodes[i].hot.sg_next) = 1;
    page = block->reserved[0];
  }
}

}  // namespace

// Its thread may be planning a node at this moment and not see that it is due: it looks at the generation after planning.
void announce_changes() noexcept {
  process.sites.apply(process.settings, process.arena.control());
  process.generation.fetch_add(1, std::memory_order_release);  // partner: is_stale
  const ThreadState* state = nullptr;
  {
    const Locked locked(process.threads_lock);
    state = process.threads;
  }
  for (; state != nullptr; state = state->next) make_due(*state);
}

void equip(format::Node& node, const SiteInfo& info, bool is_traced, Random& random) noexcept {
  const std::uint32_t wants = info.flags;
  std::uint32_t flags = node.flags & ~static_cast<std::uint32_t>(format::kExtras | format::kContext);
  if ((wants & (format::kTrackMemory | format::kTrackArguments)) != 0) flags |= format::kExtras;
  if (is_traced) flags |= format::kExtras | format::kTraced;
  if ((wants & format::kOwnContext) != 0) flags |= format::kExtras | format::kContext;
  if ((wants & format::kTells) != 0) flags |= format::kExtras | format::kToldOf;
  const bool every = (wants & (format::kOwnContext | format::kTells)) != 0;
  const float rate = (flags & format::kFolded) != 0 ? 0 : every ? 1 : static_cast<float>(info.rate);
  const bool adapts_still = rate > 1 && costs.budget > 0 && (flags & format::kAuto) != 0;
  node.flags = adapts_still ? flags : flags & ~static_cast<std::uint32_t>(format::kAuto | format::kNever);
  if (adapts_still)
    plan_again(node, random);
  else
    plan_first(node, static_cast<double>(rate), random);
}

void adopt_changes(ThreadState& state) noexcept {
  if (is_asked()) {
    format::Control& control = process.arena.control();
    const std::uint32_t version = __atomic_load_n(&control.version, __ATOMIC_ACQUIRE);
    std::uint32_t seen = process.control_seen.load(std::memory_order_relaxed);
    if (seen != version && process.control_seen.compare_exchange_strong(seen, version, std::memory_order_acq_rel)) {
      const Busy busy(scopegraft_rt::sg_rt_thread);  // locks are held, which a signal handler's calls must not want
      announce_changes();
      __atomic_store_n(&control.seen, version, __ATOMIC_RELEASE);
    }
  }
  state.generation = process.generation.load(std::memory_order_acquire);
  each_node(state, [&](format::Node& node) { equip(node, process.sites[node.site], (node.flags & format::kTraced) != 0, state.random); });
}

}  // namespace scopegraft::live
