#include <cstddef>
#include <cstdio>
#include <cstdlib>
struct S {
  int v;
  S operator+(const S& o) const { return S{v + o.v}; }
  S& operator+=(int x) { v += x; return *this; }
  int operator()(int a, int b) const { return a + b + v; }
  int operator[](std::size_t i) const { return static_cast<int>(i) + v; }
  explicit operator bool() const { return v != 0; }
  operator const char*() const { return "text"; }
  const S* operator->() const { return this; }
  const S& operator*() const { return *this; }
  S operator,(const S& o) const { return o; }
  int operator->*(int x) const { return x; }
  S& operator++() { ++v; return *this; }
  S operator++(int) { S old = *this; ++v; return old; }
  bool operator==(const S& o) const { return v == o.v; }
  bool operator<(const S& o) const { return v < o.v; }
  static void* operator new(std::size_t n) { return std::malloc(n); }
  static void operator delete(void* p) { std::free(p); }
  S* operator&() { return this; }
};
static int operator""_x(unsigned long long x) { return static_cast<int>(x) + 1; }
int main() {
  S a{1}, b{2};
  S c = a + b; c += 1; ++c; c++;
  S* p = new S{9};
  std::printf("%d %d %d %d %s %d %d %d %d %d %d\n", c.v, a(1, 2), a[3], a ? 1 : 0, static_cast<const char*>(a), p->v,
              (a, b).v, a->*4, a == b, a < b, 4_x);
  delete p;
}
