// What the rewriter puts around a callable that an `executors:` rule speaks of: `pool.submit(::scopegraft_rt::handed(f))`. The
// callable takes the context of the place along, as with scopegraft::bind. C++17 and later; any thread.
#pragma once
#pragma GCC system_header

#include <type_traits>
#include <utility>

#include "context.h"
#include "graft.h"

namespace scopegraft_rt {

// The executor takes any callable: what it gets can be called, copied and moved as the callable can.
template <typename sg_F>
[[nodiscard]] scopegraft::Bound<std::decay_t<sg_F>> handed(sg_F&& sg_callable) {
  return scopegraft::Bound<std::decay_t<sg_F>>(std::forward<sg_F>(sg_callable));
}

// A std::function or its like stays of its type, and an empty one empty.
template <typename sg_F>
[[nodiscard]] std::decay_t<sg_F> handed_alike(sg_F&& sg_callable) {
  if (!sg_callable || scopegraft::capture().empty()) return std::forward<sg_F>(sg_callable);
  return std::decay_t<sg_F>(scopegraft::Bound<std::decay_t<sg_F>>(std::forward<sg_F>(sg_callable)));
}

}  // namespace scopegraft_rt
