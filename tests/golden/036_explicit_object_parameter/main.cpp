#include <cstdio>
struct S {
  int v = 3;
  auto get(this auto&& self) { return self.v; }
  int add(this S& self, int x) { self.v += x; return self.v; }
};
int main() { S s; auto f = [](this auto self, int n) -> int { return n < 2 ? n : self(n - 1) + self(n - 2); };
  std::printf("%d %d %d\n", s.get(), s.add(2), f(10)); }
