#include <cstdio>
struct S { int v = 4; int f() { return [*this] { return v; }(); } };
int main() {
  auto templated = []<class T>(T x) requires (sizeof(T) > 1) { return x; };
  auto pack = [](auto... x) { return (0 + ... + x); };
  auto initialized = [x = 3]() { return x; };
  using Closure = decltype([](int a) { return a; });
  std::printf("%d %d %d %d %d\n", templated(1), pack(1, 1), initialized(), S().f(), Closure()(5));
}
