#include <utility>

#include "guard_calls.h"

template <int kCopy>
void bare_in_library() { SCOPEGRAFT_BENCH_BODY; }

template <int kCopy>
void never_sampled_in_library() {
  static scopegraft_rt::Site site("never_sampled_in_library", "guard_library.cpp", kCopy, 1, "rate=0;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}

template <int kCopy>
void excluded_in_library() {  // by the program's SCOPEGRAFT_EXCLUDE_PATTERNS
  static scopegraft_rt::Site site("excluded_in_library", "guard_library.cpp", kCopy, 1, "rate=1;exceptions");
  const scopegraft_rt::Scope scope(site);
  SCOPEGRAFT_BENCH_BODY;
}

namespace {

struct Functions {
  void (*bare)(), (*never_sampled)(), (*excluded)();
};
template <int... kCopy>
constexpr auto instantiated(std::integer_sequence<int, kCopy...>) {
  struct {
    Functions functions[sizeof...(kCopy)];
  } all{{{bare_in_library<kCopy>, never_sampled_in_library<kCopy>, excluded_in_library<kCopy>}...}};
  return all;
}
[[gnu::used]] constexpr auto all = instantiated(std::make_integer_sequence<int, kLibraryCopies>());

}  // namespace
