// Scopes as they are compiled with flags that change the syntax of assembly, or the registers there are: once for each in the tests.
#include "scopegraft/async.h"

namespace scopegraft::test {

// The function of scopes of every kind, one inside the other; `turns` suspensions of the outermost.
unsigned SCOPEGRAFT_TEST_FLAGS(unsigned turns) {
  static scopegraft_rt::Site async("async", "other_flags.cpp", __LINE__, 1, "rate=auto;exceptions;async");
  static scopegraft_rt::Site scope("scope", "other_flags.cpp", __LINE__, 2, "rate=auto;exceptions");
  static scopegraft_rt::Site leaf("leaf", "other_flags.cpp", __LINE__, 3, "rate=auto;exceptions");
  scopegraft_rt::AsyncScope outermost(async, scopegraft_rt::FrameAddress{nullptr});
  unsigned sum = 0;
  for (unsigned i = 0; i != turns; ++i) {
    {
      const scopegraft_rt::Scope inner(scope);
      const scopegraft_rt::LeafScope innermost(leaf);
      sum += i;
    }
    outermost.leave();
    outermost.back();
  }
  return sum;
}

}  // namespace scopegraft::test
