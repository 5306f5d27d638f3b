#include "live/windows.h"

#include <algorithm>

#include "live/process.h"
#include "live/shared.h"

namespace scopegraft::live {
namespace {

// A share of 1 in 200 of the process's time at most goes into windows.
constexpr std::uint64_t kRest = 200;

bool is_inner(const format::Node& node) noexcept {
  for (std::uint32_t at = node.parent; at != 0;) {
    const auto* const outer = process.arena.at<format::Node>(at);
    if (outer->site == node.site) return true;
    at = outer->parent;
  }
  return false;
}

struct Sums {
  format::WindowTotals totals;
  double live;
  bool tracked;  // memory of the site was measured
};

const format::Extension* memory_of(const format::Node& node) noexcept {
  if (node.extension == 0 || node.extension == format::kFailed) return nullptr;
  const auto* const extension = process.arena.at<format::Extension>(node.extension);
  return load_shared(extension->memory_measured) != 0 || load_shared(extension->allocated_bytes) != 0 || load_shared(extension->freed_bytes) != 0 ? extension : nullptr;
}

// What the calls of a node kept is not kept by the calls around it.
void add_live(const format::Node& node, Sums* sums, std::uint32_t sites) noexcept {
  const format::Extension* const extension = memory_of(node);
  if (extension == nullptr) return;
  const double weight = load_shared(extension->memory_weight);
  const double scale = weight > 0 ? static_cast<double>(load_shared(node.hot.sg_calls)) / weight : 1;
  const double live = (load_shared(extension->allocated_bytes) - load_shared(extension->freed_bytes)) * scale;
  sums[node.site].live += live;
  sums[node.site].tracked = true;
  for (std::uint32_t at = node.parent; at != 0;) {
    const auto* const outer = process.arena.at<format::Node>(at);
    if (memory_of(*outer) != nullptr) {
      if (outer->site <= sites) sums[outer->site].live -= live;
      return;
    }
    at = outer->parent;
  }
}

// Nodes of other threads are read while they are written: a sum may miss the call that is just being folded.
void add_thread(const ThreadState& state, Sums* sums, std::uint32_t sites) noexcept {
  for (std::uint32_t page = state.first_nodes; page != 0;) {
    auto* const block = process.arena.at<format::Block>(page);
    const std::uint32_t count = __atomic_load_n(&block->count, __ATOMIC_ACQUIRE);
    const auto* const nodes = reinterpret_cast<const format::Node*>(block + 1);
    for (std::uint32_t i = 0; i != count; ++i) {
      const format::Node& node = nodes[i];
      if (node.site == 0 || node.site > sites) continue;
      format::WindowTotals& of = sums[node.site].totals;
      add_live(node, sums, sites);
      const std::uint64_t calls = load_shared(node.hot.sg_calls);
      const double weight = static_cast<double>(load_shared(node.measured)) + load_shared(node.more_weight);
      of.calls += calls;
      of.exceptions += load_shared(node.exceptions);
      if (weight > 0 && !is_inner(node)) of.time += (static_cast<double>(load_shared(node.time)) + load_shared(node.more_time)) * (static_cast<double>(calls) / weight);
    }
    page = block->reserved[0];
  }
}

}  // namespace

format::Block* Windows::block_for(std::uint32_t sites) noexcept {
  const std::uint64_t size = sizeof(format::Block) + sizeof(format::Window) + sites * (sizeof(format::WindowTotals) + sizeof(format::WindowMemory)) + sizeof(format::WindowMemory);
  for (unsigned i = 0; i != unused_count_; ++i) {
    if (unused_[i]->size < size) continue;
    format::Block* const block = unused_[i];
    unused_[i] = unused_[--unused_count_];
    return block;
  }
  // Room for the sites that are still to come.
  return process.arena.add_block(format::BlockType::kUnused, size + size / 2, 0);
}

void Windows::thin_out() noexcept {
  unsigned left = 0;
  for (unsigned i = 0; i != count_; ++i) {
    if (i % 2 != 0) {
      kept_[left++] = kept_[i];
    } else {
      __atomic_store_n(&kept_[i]->type, static_cast<std::uint32_t>(format::BlockType::kUnused), __ATOMIC_RELEASE);
      if (unused_count_ != kMost) unused_[unused_count_++] = kept_[i];
    }
  }
  count_ = left;
  interval_ns_ *= 2;
}

void Windows::keep_if_due(std::uint64_t now) noexcept {
  if (!lock_.try_lock()) return;
  if (taken_at_ == 0) taken_at_ = process.first_clocks.tick;
  if (elapsed(taken_at_, now) >= std::max(to_ticks(interval_ns_), took_ * kRest)) take();
  lock_.unlock();
}

void Windows::keep() noexcept {
  if (!lock_.try_lock()) return;
  take();
  lock_.unlock();
}

void Windows::take() noexcept {
  const std::uint64_t begin = now();
  const std::uint32_t sites = process.sites.count();
  const std::size_t size = (sites + 1) * sizeof(Sums);
  auto* const sums = static_cast<Sums*>(map_private(size));
  if (sums != nullptr) {
    const ThreadState* state = nullptr;
    {
      const Locked locked(process.threads_lock);
      state = process.threads;
    }
    for (; state != nullptr; state = state->next) add_thread(*state, sums, sites);
    if (count_ == kMost) thin_out();
    if (format::Block* const block = block_for(sites)) {
      auto* const head = reinterpret_cast<format::Window*>(block + 1);
      head->end = calendar_ns();
      auto* out = reinterpret_cast<format::WindowTotals*>(head + 1);
      block->count = 0;
      for (std::uint32_t site = 1; site <= sites; ++site) {
        if (sums[site].totals.calls == 0) continue;
        *out = sums[site].totals;
        out++->site = site;
        ++block->count;
      }
      auto* memory = reinterpret_cast<format::WindowMemory*>(out);
      *memory++ = {0, 0, static_cast<double>(load_shared(process.arena.header().rss_now_bytes)), static_cast<double>(process.take_most_resident())};
      for (std::uint32_t site = 1; site <= sites; ++site)
        if (sums[site].totals.calls != 0 && sums[site].tracked) *memory++ = {site, 0, sums[site].live, 0};
      head->memories = static_cast<std::uint64_t>(memory - reinterpret_cast<format::WindowMemory*>(out));
      __atomic_store_n(&block->type, static_cast<std::uint32_t>(format::BlockType::kWindow), __ATOMIC_RELEASE);
      kept_[count_++] = block;
    }
    ::munmap(sums, size);
  }
  taken_at_ = now();
  took_ = taken_at_ - begin;
}

void Windows::forget() noexcept {
  lock_.reset();
  count_ = unused_count_ = 0;
  interval_ns_ = kFirstIntervalNs;
  taken_at_ = took_ = 0;
}

}  // namespace scopegraft::live
