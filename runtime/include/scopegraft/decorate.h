// What stands in the source of a profiled program: decorators and scopes of blocks. Includes nothing but graft.h, which includes
// nothing. C++11 and later.
#pragma once

#include "graft.h"

// Before a function, class or lambda: options for it, read by the rewriter (`SCOPEGRAFT_PROFILE(name = "x", track_memory = true)`,
// `SCOPEGRAFT_PROFILE(off)`). Nothing in an ordinary build, which then needs no library either.
#define SCOPEGRAFT_PROFILE(...)

// Times the rest of the block under a name (a string literal); works without the rewriter.
#define SCOPEGRAFT_SCOPE(name) SCOPEGRAFT_RT_SCOPE_AT(name, __LINE__)
#define SCOPEGRAFT_RT_SCOPE_AT(name, line) SCOPEGRAFT_RT_SCOPE_JOINED(name, line)
#define SCOPEGRAFT_RT_SCOPE_JOINED(name, line)                                                                           \
  static ::scopegraft_rt::Site scopegraft_site_##line{name, __FILE__, line, 0, "rate=auto;exceptions"};                  \
  const ::scopegraft_rt::Scope scopegraft_scope_##line { scopegraft_site_##line }
