// Compiled for general registers only: it runs while the vector registers belong to the program.
#include "live/gaps.h"
#include "live/thread.h"
#include "live/thunks.h"

namespace scopegraft_rt {
extern "C" {

void sg_live_draw(Node* node) noexcept {
  namespace live = scopegraft::live;
  auto& record = *reinterpret_cast<scopegraft::format::Node*>(node);
  node->sg_next = node->sg_calls + live::draw_gap(live::state_of(sg_rt_thread)->random, record.gap);
}

}
}  // namespace scopegraft_rt
