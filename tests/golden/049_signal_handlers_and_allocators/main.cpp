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
static void count() { seen = seen + 1; }
// Interrupts a guard as well as anything else; its own guard must neither allocate nor lock.
static void handler(int) { count(); }
}
static int work(int n) {
  int* volatile number = new int(n);  // or the compiler may leave the pair out, and warn of inlining one of it
  if (n % 3 == 0) std::raise(SIGUSR1);
  const int value = *number;
  delete number;
  return value;
}
int main() {
  std::signal(SIGUSR1, handler);
  int sum = 0;
  for (int i = 0; i < 30; ++i) sum += work(i);
  std::printf("%d %d %d\n", sum, static_cast<int>(seen), allocated >= 30 ? 1 : 0);
}
