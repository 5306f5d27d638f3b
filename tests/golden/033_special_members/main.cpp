#include <cstdio>
struct B {
  int v;
  explicit B(int x) noexcept(false) : v(x) {}
  B() : B(5) { v++; }
  B(const B& o) : v(o.v) { std::puts("copy"); }
  B(B&& o) noexcept : v(o.v) { std::puts("move"); }
  B& operator=(const B& o) { v = o.v; return *this; }
  virtual ~B() { std::printf("~%d\n", v); }
};
struct D : B { using B::B; };
int main() { B b; D d(7); B c(b); B e(static_cast<B&&>(c)); e = d; std::printf("%d %d\n", b.v, e.v); }
