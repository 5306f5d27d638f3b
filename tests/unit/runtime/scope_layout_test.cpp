// Objects that were compiled with other words than the runtime's must not link with it: everything that both read and write, pinned to the
// version in the name of the thread's variable. What registers mean is not seen here (graft_x86_64.h, async_x86_64.h, thunks.cpp).
#include <cstddef>
#include <string_view>

#include "layout_hash.h"
#include "scopegraft/async.h"

namespace scopegraft_rt {
namespace {

constexpr std::uint64_t kLayout = scopegraft::test::hash_of({
    sizeof(Site), offsetof(Site, sg_id), offsetof(Site, sg_line), offsetof(Site, sg_function), offsetof(Site, sg_file), offsetof(Site, sg_options),
    offsetof(Site, sg_column), static_cast<std::uint64_t>(sg_kSwitchedOff),
    sizeof(Node), offsetof(Node, sg_key), offsetof(Node, sg_children_key), offsetof(Node, sg_calls), offsetof(Node, sg_next), sg_kParentAt, sg_kUnit,
    sizeof(Thread), offsetof(Thread, sg_node), offsetof(Thread, sg_table), offsetof(Thread, sg_mask), offsetof(Thread, sg_uncaught),
    offsetof(Thread, sg_base), offsetof(Thread, sg_state), offsetof(Thread, sg_last), offsetof(Thread, sg_known), offsetof(Thread, sg_cursor),
    offsetof(Thread, sg_ring_end), offsetof(Thread, sg_spent), offsetof(Thread, sg_charge), offsetof(Thread, sg_since),
    offsetof(Thread, sg_period_end), offsetof(Thread, sg_busy), offsetof(Thread, sg_context),
    sg_kMeasured, sg_kUnwinding, sg_kUncaughtShift, sg_kNotSeen, sg_kAddress, sg_kDue,
    sizeof(Entered), offsetof(Entered, sg_node), offsetof(Entered, sg_word),
    sizeof(Awaited), offsetof(Awaited, sg_node), offsetof(Awaited, sg_outer), offsetof(Awaited, sg_frame), offsetof(Awaited, sg_names),
    offsetof(Awaited, sg_context), offsetof(Awaited, sg_claimed),
    AsyncMarks::sg_kUncaught, AsyncMarks::sg_kLeft, AsyncMarks::sg_kUnfinished, AsyncMarks::sg_kRunInContext, AsyncMarks::sg_kRunMeasured,
    AsyncMarks::sg_kSuspension,
    sizeof(AsyncScope), offsetof(AsyncScope, sg_node_), offsetof(AsyncScope, sg_marks), offsetof(AsyncScope, sg_parent), offsetof(AsyncScope, sg_at),
    offsetof(AsyncScope, sg_context), offsetof(AsyncScope, sg_state), offsetof(AsyncScope, sg_span), offsetof(AsyncScope, sg_values),
    offsetof(AsyncScope, sg_memory), offsetof(AsyncScope, sg_collected), offsetof(AsyncScope, sg_entered), offsetof(AsyncScope, sg_active),
    offsetof(AsyncScope, sg_start), offsetof(AsyncScope, sg_weight),
});

// With another name another layout: never one of these alone.
static_assert(SCOPEGRAFT_RT_THREAD == std::string_view("sg_rt_thread_1") && kLayout == 0x4d6db2706b9ce0bb,
              "what scopes and the runtime share changed: raise the number in SCOPEGRAFT_RT_THREAD (graft_words.h), and pin both here");

}  // namespace
}  // namespace scopegraft_rt
