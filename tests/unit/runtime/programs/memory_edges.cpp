// Memory where programs are odd: before main, an operator new of the program's own, constructors of thread_locals, the end of a
// thread, signal handlers, memory that another thread frees, fork. Prints nothing, returns the number of the check that failed.
#include <csignal>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "scopegraft/scopegraft.h"

#define TRACKED(name)                                                                                 \
  static scopegraft_rt::Site site{name, "memory_edges.cpp", __LINE__, 1, "rate=1;memory;exceptions"};   \
  const scopegraft_rt::Scope scope { site }

#ifdef OWN_NEW
// All other forms must come here, as with the standard library's.
namespace {
std::size_t own_news = 0, own_deletes = 0;
}
void* operator new(std::size_t size) {
  ++own_news;
  if (void* const memory = std::malloc(size + 64)) return static_cast<char*>(memory) + 64;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  ++own_deletes;
  if (memory != nullptr) std::free(static_cast<char*>(memory) - 64);
}
void operator delete(void* memory, std::size_t) noexcept { ::operator delete(memory); }
#elif defined(NEW_IN_A_LIBRARY)
extern std::size_t own_news, own_deletes;
#endif

namespace {

void* volatile sink = nullptr;

// Of whole megabytes as every allocator gives them, with room for what an operator new adds.
constexpr std::size_t megabytes(std::size_t count) { return (count << 20) - 128; }

double delta(const char* name) { return scopegraft::get_function_metrics(name).memory_delta_mb; }
bool near(double value, double wanted) { return std::abs(value - wanted) <= 0.01 + std::abs(wanted) * 0.02; }

struct Early {
  std::unique_ptr<char[]> memory;
  Early() {
    TRACKED("before_main");
    memory = std::make_unique<char[]>(megabytes(3));
    sink = memory.get();
  }
} early;

struct Local {
  std::unique_ptr<char[]> memory;
  Local() {
    TRACKED("constructs_a_thread_local");
    memory = std::make_unique<char[]>(megabytes(2));
  }
  ~Local() {
    TRACKED("destroys_a_thread_local");
    memory.reset();
    sink = std::make_unique<char[]>(megabytes(1)).release();  // nobody frees it
  }
};
thread_local Local local;

void first_use_of_a_thread_local() {
  TRACKED("first_use_of_a_thread_local");
  sink = local.memory.get();
}

void tick(int) { TRACKED("handler"); }

void churns() {
  TRACKED("churns");
  std::vector<std::unique_ptr<char[]>> some(16);
  for (int i = 0; i != 400000; ++i) {
    auto& one = some[static_cast<std::size_t>(i) % some.size()];
    one = std::make_unique<char[]>(64 + static_cast<std::size_t>(i) % 1000);
    sink = one.get();
  }
}

void makes_for_another_thread(std::unique_ptr<char[]>& into) {
  TRACKED("makes_for_another_thread");
  into = std::make_unique<char[]>(megabytes(4));
}
void frees_of_another_thread(std::unique_ptr<char[]>& from) {
  TRACKED("frees_of_another_thread");
  from.reset();
}

void in_the_child() {
  TRACKED("in_the_child");
  sink = std::make_unique<char[]>(megabytes(5)).release();
}

int check_fork() {
  TRACKED("forks");
  const ::pid_t child = ::fork();
  if (child == 0) {
    in_the_child();
    std::_Exit(near(delta("in_the_child"), 5) && delta("churns") == 0 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

}  // namespace

int main() {
  if (!near(delta("before_main"), 3)) return 1;
  std::thread([] { first_use_of_a_thread_local(); }).join();
  if (!near(delta("first_use_of_a_thread_local"), 2) || !near(delta("constructs_a_thread_local"), 2)) return 2;
  if (!near(delta("destroys_a_thread_local"), -1)) return 3;

  // A handler with a scope of its own, between any two instructions of the hooks.
  struct sigaction action {};
  action.sa_handler = tick;
  ::sigaction(SIGPROF, &action, nullptr);
  const itimerval often{{0, 200}, {0, 200}}, never{};
  ::setitimer(ITIMER_PROF, &often, nullptr);
  churns();
  ::setitimer(ITIMER_PROF, &never, nullptr);
  if (delta("churns") != 0 || delta("handler") != 0) return 4;

  std::unique_ptr<char[]> handed;
  makes_for_another_thread(handed);
  std::thread([&] { frees_of_another_thread(handed); }).join();
  if (!near(delta("makes_for_another_thread"), 4) || !near(delta("frees_of_another_thread"), -4)) return 5;

  if (const int status = check_fork(); status != 0) return 6;
  if (!near(delta("forks"), 0)) return 7;

#if defined(OWN_NEW) || defined(NEW_IN_A_LIBRARY)
  const std::size_t news = own_news, deletes = own_deletes;
  const auto seen = [](auto* made) {  // else the compiler may leave the pair out
    sink = made;
    return made;
  };
  delete[] seen(new char[100]);
  delete[] seen(new (std::nothrow) char[100]);
  delete seen(new (std::nothrow) int);
  delete seen(new int);
  if (own_news - news != 4 || own_deletes - deletes != 4) return 8;
#endif
  return 0;
}
