// Pairs of malloc and free, and of new and delete, as other profilers and this one see them: prints nanoseconds of processor time a
// pair, the best of many short rounds. Arguments: malloc or new. With -DSCOPEGRAFT_BENCH_SCOPES the rounds run in a scope with the
// options of the environment's SCOPEGRAFT_BENCH_OPTIONS.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#ifdef SCOPEGRAFT_BENCH_SCOPES
#include <scopegraft/scopegraft.h>
#endif

namespace {

constexpr int kPairs = 5000, kRounds = 20, kHeld = 64;

double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

void* volatile held[kHeld];

// Some blocks live while others come and go, in sizes that vary.
__attribute__((noinline)) double round_of(bool with_new) {
#ifdef SCOPEGRAFT_BENCH_SCOPES
  static scopegraft_rt::Site site{"round", "allocations.cpp", __LINE__, 1, std::getenv("SCOPEGRAFT_BENCH_OPTIONS")};
  const scopegraft_rt::Scope scope{site};
#endif
  const double begin = now();
  for (int i = 0; i != kPairs; ++i) {
    void* volatile& place = held[i % kHeld];
    const auto size = static_cast<unsigned long>(16 + i % 7 * 24);
    if (with_new) {
      ::operator delete(place);
      place = ::operator new(size);
    } else {
      std::free(place);
      place = std::malloc(size);
    }
  }
  return (now() - begin) / kPairs;
}

}  // namespace

int main(int, char** arguments) {
  const bool with_new = std::strcmp(arguments[1], "new") == 0;
  double best = 1e9;
  for (int i = 0; i != kRounds; ++i) best = std::min(best, round_of(with_new));
  std::printf("pair %.3f\n", best);
}
