#include <cstdio>
struct S {
  static int operator()(int a) { return a; }
  int operator[](int a, int b) const { return a + b; }
};
int main() { S s; auto l = [](int x) static { return x; }; std::printf("%d %d %d\n", s(1), s[2, 3], l(4)); }
