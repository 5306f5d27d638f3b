// A shared library that replaces operator new and delete for the program that is linked with it.
#include <cstdlib>
#include <new>

std::size_t own_news = 0, own_deletes = 0;

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
