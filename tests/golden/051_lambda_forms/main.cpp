#include <cstdio>
int main() {
  int n = 1;
  auto bare = [] { return 1; };
  auto changing = [n]() mutable { return ++n; };
  auto generic = [](auto x) { return x; };
  auto trailing = [&n](int x) -> long { return n + x; };
  int (*pointer)(int) = [](int x) { return x * 2; };
  auto quiet = []() noexcept { return 6; };
  std::printf("%d %d %d %ld %d %d %d\n", bare(), changing(), generic(3), trailing(3), pointer(2), quiet(), +[] { return 7; } != nullptr);
}
