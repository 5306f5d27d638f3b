#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
static volatile std::sig_atomic_t seen = 0;
static int allocated = 0;
// Replaced for the whole program: a guard that tracks memory would call itself.
void* operator new(std::size_t size) {
  ++allocated;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
extern "C" {
static void count() { static ::scopegraft_rt::Site sg_site_16_21("count", "main.cpp", 16, 21, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_16_21(sg_site_16_21);
#line 16
                      seen = seen + 1; }
// Interrupts a guard as well as anything else; its own guard must neither allocate nor lock.
static void handler(int) { static ::scopegraft_rt::Site sg_site_18_26("handler", "main.cpp", 18, 26, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_18_26(sg_site_18_26);
#line 18
                           count(); }
}
static int work(int n) { static ::scopegraft_rt::Site sg_site_20_24("work", "main.cpp", 20, 24, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_20_24(sg_site_20_24);
#line 20
                        
  int* volatile number = new int(n);  // or the compiler may leave the pair out, and warn of inlining one of it
  if (n % 3 == 0) std::raise(SIGUSR1);
  const int value = *number;
  delete number;
  return value;
}
int main() { static ::scopegraft_rt::Site sg_site_27_12("main", "main.cpp", 27, 12, "rate=auto;memory;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_27_12(sg_site_27_12);
#line 27
            
  std::signal(SIGUSR1, handler);
  int sum = 0;
  for (int i = 0; i < 30; ++i) sum += work(i);
  std::printf("%d %d %d\n", sum, static_cast<int>(seen), allocated >= 30 ? 1 : 0);
}
