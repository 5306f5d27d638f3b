// Compiled for general registers only: it runs while the vector registers belong to the program.
#include "live/gaps.h"
#include "live/thread.h"
#include "live/thunks.h"

namespace scopegraft_rt {
extern "C" {

void sg_live_draw(Node* node) noexcept {
  namespace live = scopegraft::live;
  auto& record = *reinterpret_cast<scopegraft::format::Node*>(node);
  // Settings may have changed while the call ran.
  node->sg_next = (record.flags & scopegraft::format::kNever) != 0 ? ~sg_u64{0} : node->sg_calls + live::draw_gap(live::state_of(sg_rt_thread)->random, record.gap);
}

}
}  // namespace scopegraft_rt
