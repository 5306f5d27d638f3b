// Profiled calls before main, after exit, in destructors of static and thread_local objects, and in other threads at exit.
#include <cstdlib>
#include <thread>

#include "scopegraft/scopegraft.h"

namespace {

void early() { SCOPEGRAFT_SCOPE("early"); }
void late() { SCOPEGRAFT_SCOPE("late"); }

struct Object {
  Object() { early(); }
  ~Object() { late(); }
};
[[gnu::constructor(101)]] void very_early() { early(); }
[[gnu::destructor(101)]] void very_late() { late(); }

Object object;
thread_local Object of_thread;

}  // namespace

int main() {
  std::thread([] { static_cast<void>(&of_thread); }).join();
  std::atexit(late);
  return 0;
}
