// What the pieces of assembly of thunks.cpp call, in C++. Any thread, any signal handler.
#pragma once

#include "scopegraft/graft.h"

namespace scopegraft_rt {
extern "C" {

#define SCOPEGRAFT_LIVE_HIDDEN __attribute__((visibility("hidden")))
SCOPEGRAFT_LIVE_HIDDEN Entered sg_live_enter(Site* site, sg_u64 word) noexcept;
// `end`: the clock when the call ended.
SCOPEGRAFT_LIVE_HIDDEN Node* sg_live_leave(Site* site, sg_u64 word, sg_u64 end) noexcept;
// When a node of which a sample is measured is measured next. Uses no vector registers.
SCOPEGRAFT_LIVE_HIDDEN void sg_live_draw(Node* node) noexcept;
SCOPEGRAFT_LIVE_HIDDEN void sg_live_fold(sg_u64 end) noexcept;
}
}  // namespace scopegraft_rt
