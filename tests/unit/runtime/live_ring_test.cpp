// The ring of measured calls as a signal handler may leave it to the call that it interrupted: full, or folded. A handler comes at such a
// moment once in a million calls; here its work is done by hand.
#include <gtest/gtest.h>

#include <utility>

#include "format/layout.h"
#include "live/thread.h"
#include "live_child.h"

namespace scopegraft::test {
namespace {

using scopegraft_rt::sg_rt_thread;
using scopegraft_rt::sg_u64;

[[gnu::noinline]] void measured() {
  static scopegraft_rt::Site site("measured", "live_ring_test.cpp", __LINE__, 1, "rate=1;exceptions");
  const scopegraft_rt::Scope scope(site);
  __asm__ __volatile__("" : : : "memory");  // this file looks at what scopes change behind the compiler's back
}

// A thread's first calls may not be among the measured ones: its clock stands still where it is charged more than measuring took.
constexpr std::uint64_t kRing = live::ThreadState::kRing;

// Up to a place before the end of the ring, which is emptied now and then.
void fill(int before_end) {
  measured();
  while (sg_rt_thread.sg_ring_end - sg_rt_thread.sg_cursor != before_end) measured();
}

TEST(LiveRing, IsNotWrittenBeyondItsEnd) {
  const Recorded run = record([] {
    fill(1);
    std::swap(*sg_rt_thread.sg_cursor, sg_rt_thread.sg_cursor[-1]);  // a handler's call takes the last place
    ++sg_rt_thread.sg_cursor;
    const sg_u64 behind = *sg_rt_thread.sg_ring_end;
    for (int i = 0; i != 3; ++i) measured();
    if (*sg_rt_thread.sg_ring_end != behind) std::_Exit(7);
    if (sg_rt_thread.sg_cursor > sg_rt_thread.sg_ring_end) std::_Exit(8);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.status << run.outcome.error_text;
  const auto measure = totals(run.profile).at("measured").measure;
  EXPECT_GE(measure.measured, kRing + 2);
  EXPECT_LE(measure.measured, measure.calls);
}

TEST(LiveRing, HoldsNothingWhereAHandlerFolded) {
  const Recorded run = record([] {
    fill(20);
    for (int i = 1; i <= 10; ++i) sg_rt_thread.sg_cursor[-i] = 0;
    // What a zero would name: the file's header, taken for a node.
    const auto& nothing = *reinterpret_cast<const volatile format::Node*>(sg_rt_thread.sg_base);
    const std::uint64_t measured_before = nothing.measured, open_before = nothing.open;
    while (sg_rt_thread.sg_ring_end - sg_rt_thread.sg_cursor <= 20) measured();
    if (nothing.measured != measured_before || nothing.open != open_before) std::_Exit(7);
  });
  EXPECT_TRUE(run.outcome.good()) << run.outcome.status << run.outcome.error_text;
  const auto measure = totals(run.profile).at("measured").measure;
  EXPECT_GE(measure.measured, kRing - 10);
  EXPECT_LE(measure.measured, measure.calls - 10);
}

}  // namespace
}  // namespace scopegraft::test
