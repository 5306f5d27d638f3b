#include <cstdlib>
#include <new>
void* operator new(std::size_t n) { void* p = std::malloc(n); if (p == nullptr) std::abort(); return p; }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
