// operator new, the program's own malloc hooks and everything they call are profiled: nothing may run in circles.
#include <cstdlib>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "scopegraft/scopegraft.h"

void* operator new(std::size_t size) {
  SCOPEGRAFT_SCOPE("operator new");
  if (void* const memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  SCOPEGRAFT_SCOPE("operator delete");
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  SCOPEGRAFT_SCOPE("operator delete");
  std::free(memory);
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i != 4; ++i)
    threads.emplace_back([] {
      for (int j = 0; j != 1000; ++j) delete new std::string(100, 'x');
    });
  for (std::thread& thread : threads) thread.join();
  return scopegraft::get_function_metrics("operator new").call_count >= 8000 ? 0 : 1;
}
