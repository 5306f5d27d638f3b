// A profile of another layout must have another version: the sizes and offsets of everything in the file, pinned to the version.
#include <gtest/gtest.h>

#include <cstddef>
#include <iterator>

#include "format/layout.h"
#include "layout_hash.h"

namespace scopegraft::format {
namespace {

using test::hash_of;

constexpr std::uint64_t kLayout = hash_of({
    sizeof(Header), offsetof(Header, version), offsetof(Header, header_size), offsetof(Header, used), offsetof(Header, process),
    offsetof(Header, started), offsetof(Header, first_tick), offsetof(Header, first_ns), offsetof(Header, last_tick), offsetof(Header, last_ns),
    offsetof(Header, clean_exit), offsetof(Header, cpu_time_ns), offsetof(Header, rss_peak_bytes), offsetof(Header, rss_now_bytes),
    offsetof(Header, cost_measured), offsetof(Header, cost_counted), offsetof(Header, cost_inside), offsetof(Header, cost_inside_sampled),
    offsetof(Header, overhead_budget), offsetof(Header, dropped_sites), offsetof(Header, dropped_nodes), offsetof(Header, dropped_threads),
    offsetof(Header, dropped_events), offsetof(Header, dropped_spans), offsetof(Header, dropped_reentered), offsetof(Header, clock_kind),
    offsetof(Header, program), offsetof(Header, cost_counted_after),
    sizeof(Block), offsetof(Block, type), offsetof(Block, owner), offsetof(Block, size), offsetof(Block, count),
    sizeof(Site), offsetof(Site, id), offsetof(Site, line), offsetof(Site, column), offsetof(Site, flags), offsetof(Site, name_size),
    offsetof(Site, function_size), offsetof(Site, file_size), offsetof(Site, options_size),
    sizeof(Thread), offsetof(Thread, id), offsetof(Thread, process), offsetof(Thread, index), offsetof(Thread, running), offsetof(Thread, root),
    offsetof(Thread, used_by), offsetof(Thread, overhead), offsetof(Thread, name), offsetof(Thread, ring), offsetof(Thread, ring_size),
    sizeof(Node), offsetof(Node, hot.sg_key), offsetof(Node, hot.sg_children_key), offsetof(Node, hot.sg_calls), offsetof(Node, hot.sg_next),
    offsetof(Node, last), offsetof(Node, open), offsetof(Node, flags), offsetof(Node, parent), offsetof(Node, site), offsetof(Node, depth),
    offsetof(Node, measured), offsetof(Node, time), offsetof(Node, time_min), offsetof(Node, time_max), offsetof(Node, time_squared),
    offsetof(Node, histogram), offsetof(Node, gap), offsetof(Node, more_weight), offsetof(Node, more_weight_squared), offsetof(Node, more_time),
    offsetof(Node, more_time_squared), offsetof(Node, first), offsetof(Node, exceptions), offsetof(Node, extension), offsetof(Node, collected),
    sizeof(Window), offsetof(Window, end), sizeof(WindowTotals), offsetof(WindowTotals, site), offsetof(WindowTotals, calls),
    offsetof(WindowTotals, exceptions), offsetof(WindowTotals, time),
    sizeof(TraceEvent), offsetof(TraceEvent, node), offsetof(TraceEvent, depth), offsetof(TraceEvent, begin), offsetof(TraceEvent, duration),
    sizeof(TraceHead), offsetof(TraceHead, room), offsetof(TraceHead, written),
    sizeof(SlowCall), offsetof(SlowCall, begin), offsetof(SlowCall, duration), offsetof(SlowCall, node),
    sizeof(Extension), offsetof(Extension, memory_measured), offsetof(Extension, memory_weight), offsetof(Extension, allocated_bytes),
    offsetof(Extension, freed_bytes), offsetof(Extension, allocations), offsetof(Extension, frees), offsetof(Extension, peak_sum),
    offsetof(Extension, peak_max), offsetof(Extension, args_measured), offsetof(Extension, args_weight), offsetof(Extension, args_bytes),
    offsetof(Extension, active_time), offsetof(Extension, suspensions), offsetof(Extension, abandoned),
    sizeof(Collector), offsetof(Collector, id), offsetof(Collector, registered), offsetof(Collector, name_size), offsetof(Collector, field_count),
    sizeof(CollectorField), offsetof(CollectorField, kind), offsetof(CollectorField, name_size), offsetof(CollectorField, of), offsetof(CollectorField, rest),
    sizeof(Text), offsetof(Text, id), offsetof(Text, size), sizeof(CollectedValue), offsetof(CollectedValue, count), offsetof(CollectedValue, total),
    offsetof(CollectedValue, max), sizeof(Collected), offsetof(Collected, next), offsetof(Collected, collector), offsetof(Collected, fields),
    offsetof(Collected, texts), sizeof(CollectedText), offsetof(CollectedText, next), offsetof(CollectedText, field), offsetof(CollectedText, text),
    offsetof(CollectedText, value),
    kFailed, kOctaves, kSteps, kUnit, kHeaderSize,
});

struct Pinned {
  std::uint32_t version;
  std::uint64_t layout;
};
// Add a line for a new version; never change one that was released.
constexpr Pinned kPinned[] = {{3, 0x35e696673a605bfd}, {4, 0xe8a6e3615d1dce39}};

constexpr bool is_pinned() {
  for (const Pinned& of : kPinned)
    if (of.version == kVersion) return of.layout == kLayout;
  return false;
}
static_assert(is_pinned(), "the layout of the profile changed: raise kVersion in layout.h, and pin the new layout here");

TEST(FormatLayout, EachVersionHasALayoutOfItsOwn) {
  for (const Pinned& one : kPinned)
    for (const Pinned& other : kPinned)
      EXPECT_TRUE(one.version == other.version || one.layout != other.layout);
  EXPECT_EQ(kPinned[std::size(kPinned) - 1].version, kVersion);
}

}  // namespace
}  // namespace scopegraft::format
