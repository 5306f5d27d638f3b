// The functions that the guard's benchmark and its instruction test call: each a bare body, with a scope of another kind.
#pragma once

#include "scopegraft/condition_words.h"
#include "scopegraft/graft.h"

#define SCOPEGRAFT_BENCH_BODY __asm__ __volatile__("")  // with a "memory" clobber GCC would keep the scope on the stack, as no real body makes it
#define SCOPEGRAFT_BENCH_SCOPE(kind, name, options)                                  \
  [[gnu::noinline]] inline void name() {                                             \
    static ::scopegraft_rt::Site site(#name, "guard_calls.h", __LINE__, 1, options); \
    const ::scopegraft_rt::kind scope(site);                                         \
    SCOPEGRAFT_BENCH_BODY;                                                           \
  }
#define SCOPEGRAFT_BENCH_CALL(name, options) SCOPEGRAFT_BENCH_SCOPE(Scope, name, options)

// Functions in a shared library (guard_library.cpp): the site and the thread are found by way of the library's tables. What is counted only is
// so short that where its code lies decides, so there are several copies.
constexpr int kLibraryCopies = 8;
template <int kCopy>
[[gnu::visibility("default")]] void bare_in_library();
template <int kCopy>
[[gnu::visibility("default")]] void never_sampled_in_library();
template <int kCopy>
[[gnu::visibility("default")]] void excluded_in_library();

// A condition that does not hold, as the rewriter spells it.
#define SCOPEGRAFT_BENCH_UNMET(name, condition)                                                  \
  [[gnu::noinline]] inline void name() {                                                         \
    static ::scopegraft_rt::Site site(#name, "guard_calls.h", __LINE__, 1, "rate=1;exceptions"); \
    const ::scopegraft_rt::Scope scope(site, condition);                                         \
    SCOPEGRAFT_BENCH_BODY;                                                                       \
  }

[[gnu::noinline]] inline void bare() { SCOPEGRAFT_BENCH_BODY; }
SCOPEGRAFT_BENCH_CALL(measured, "rate=1;exceptions")
SCOPEGRAFT_BENCH_CALL(automatic, "rate=auto;exceptions")
SCOPEGRAFT_BENCH_CALL(never_sampled, "rate=0;exceptions")
SCOPEGRAFT_BENCH_CALL(excluded, "rate=1;exceptions")  // by SCOPEGRAFT_EXCLUDE_PATTERNS: as all are with SCOPEGRAFT_ENABLED=0
// As the rewriter has it in a function that calls nothing.
SCOPEGRAFT_BENCH_SCOPE(LeafScope, measured_leaf, "rate=1;exceptions")
SCOPEGRAFT_BENCH_SCOPE(LeafScope, automatic_leaf, "rate=auto;exceptions")
SCOPEGRAFT_BENCH_SCOPE(LeafScope, never_sampled_leaf, "rate=0;exceptions")
SCOPEGRAFT_BENCH_SCOPE(LeafScope, excluded_leaf, "rate=1;exceptions")
SCOPEGRAFT_BENCH_UNMET(unmet_environment, ::scopegraft_rt::env_set("SCOPEGRAFT_BENCH_NOBODY_SETS_THIS"))
SCOPEGRAFT_BENCH_UNMET(unmet_load, ::scopegraft_rt::load_high(1000000.0))
SCOPEGRAFT_BENCH_UNMET(unmet_flag, ::scopegraft_rt::user_flagged("nobody"))
