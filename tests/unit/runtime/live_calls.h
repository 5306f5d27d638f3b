// A function that is profiled, and one that calls it.
#pragma once

#include "scopegraft/scopegraft.h"

namespace scopegraft::test {

inline void leaf() { SCOPEGRAFT_SCOPE("leaf"); }

inline void branch(int leaves) {
  SCOPEGRAFT_SCOPE("branch");
  for (int i = 0; i != leaves; ++i) leaf();
}

}  // namespace scopegraft::test
