#include "guard_calls.h"

void bare_in_library() { SCOPEGRAFT_BENCH_BODY; }

void never_sampled_in_library() {
  static scopegraft_rt::Site site("never_sampled_in_library", "guard_library.cpp", __LINE__, 1, "rate=0;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}

void excluded_in_library() {  // by the same SCOPEGRAFT_EXCLUDE_PATTERNS
  static scopegraft_rt::Site site("excluded_in_library", "guard_library.cpp", __LINE__, 1, "rate=1;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}
