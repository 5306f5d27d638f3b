#include <cstdio>
struct Part { int v; explicit Part(int x) : v(x) {} };
struct S : Part {
  int a{1}, b;
  int c = [] { return 7; }();
  S() : Part{[] { return 2; }()}, b{3} { a += b; }
  explicit S(int x) : Part(x), b([x]() { if (x) { return 4; } return 5; }()) {}
};
int main() { S s; S t(1); std::printf("%d %d %d %d %d\n", s.v, s.a, s.c, t.v, t.b); }
