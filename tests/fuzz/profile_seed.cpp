// A small real profile, for the fuzzer to start from: calls, recursion, an exception, threads.
#include <stdexcept>
#include <thread>

#include "scopegraft/scopegraft.h"

namespace {

void inner(int depth) {
  SCOPEGRAFT_SCOPE("inner");
  if (depth != 0) inner(depth - 1);
}

void outer(int calls) {
  SCOPEGRAFT_SCOPE("outer");
  for (int i = 0; i < calls; ++i) inner(i % 3);
  if (calls > 20) throw std::runtime_error("too many");
}

}  // namespace

int main() {
  std::thread other([] { outer(5); });
  other.join();
  try {
    outer(100);
  } catch (const std::exception&) {
    return 0;
  }
  return 1;
}
