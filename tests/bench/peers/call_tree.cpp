// A tree of small functions that are really called: what a profiler adds to a call is (time here - time of the plain program) / calls.
//   call_tree PAGES THREADS
// Prints the calls of a thread and the processor time of one of them in nanoseconds: median over batches, of the slowest thread.
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CALLED __attribute__((noinline))
#define UNTOLD __attribute__((noinline, no_instrument_function))

namespace tree {

CALLED unsigned hash(unsigned word) { return (word ^ word >> 15) * 2246822519U; }
CALLED unsigned fold(unsigned word) { return word * 31 + (word >> 7); }
CALLED unsigned check(unsigned word) { return hash(word) ^ (word & 1); }
CALLED unsigned field(unsigned word) { return check(word) + fold(word) + hash(word + 1); }
CALLED unsigned line(unsigned word) { return field(word) + field(word + 3) + fold(word); }
CALLED unsigned page(unsigned word) {
  unsigned sum = 0;
  for (unsigned at = 0; at != 4; ++at) sum += line(word + at);
  return sum;
}

}  // namespace tree

namespace {

constexpr int kCallsOfPage = 1 + 4 * (1 + 1 + 2 * (1 + 2 + 1 + 1));

struct Work {
  int pages;
  double ns_per_call;
  unsigned result;
};

UNTOLD double processor_ns() {
  timespec at;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) * 1e9 + static_cast<double>(at.tv_nsec);
}

UNTOLD void* run(void* argument) {
  Work& work = *static_cast<Work*>(argument);
  constexpr int kBatches = 21;
  double batches[kBatches];
  for (double& batch : batches) {
    const double begin = processor_ns();
    for (int i = 0; i != work.pages; ++i) work.result += tree::page(work.result + static_cast<unsigned>(i));
    batch = (processor_ns() - begin) / (static_cast<double>(work.pages) * kCallsOfPage);
  }
  std::nth_element(batches, batches + kBatches / 2, batches + kBatches);
  work.ns_per_call = batches[kBatches / 2];
  return nullptr;
}

}  // namespace

UNTOLD int main(int count, char** arguments) {
  const int pages = count > 1 ? std::atoi(arguments[1]) : 1000;
  const auto threads = static_cast<std::size_t>(count > 2 ? std::atoi(arguments[2]) : 1);
  std::vector<Work> work(threads, Work{pages, 0, 1});
  std::vector<pthread_t> handles(threads);
  for (std::size_t i = 1; i < threads; ++i) pthread_create(&handles[i], nullptr, run, &work[i]);
  run(&work[0]);
  double slowest = work[0].ns_per_call;
  for (std::size_t i = 1; i < threads; ++i) {
    pthread_join(handles[i], nullptr);
    slowest = std::max(slowest, work[i].ns_per_call);
  }
  std::printf("%d %.4f %u\n", pages * kCallsOfPage * 21, slowest, work[0].result);
}
