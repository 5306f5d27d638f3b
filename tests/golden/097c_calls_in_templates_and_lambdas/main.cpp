#include <cstdio>
#include <initializer_list>
#include <source_location>
#include "widget.h"
static unsigned here(int, std::source_location at = std::source_location::current()) { return at.line() * 1000 + at.column(); }
constexpr int both(int n) { return lib::fixed(n) + 1; }
static_assert(both(1) == 2);
constexpr int in_both(int n) { if (n > 100) return lib::number(n); return n; }
static_assert(in_both(1) == 1);
template <class... T> int pack(T... n) { return (lib::twice(n) + ... + 0); }
static int global = [] { return lib::number(3); }();
int main() {
  auto outer = [&](int n) { auto inner = [n](auto m) { return lib::number(n) + lib::twice(m); }; return inner(n) + lib::number(lib::number(n)); };
  lib::Stay stay = lib::stay(1);
  lib::Stay other{lib::stay(2)};
  const auto [value] = lib::stay(4);
  lib::Pool<int> pool;
  unsigned at = here(lib::number(1)) + here(lib::number(2));
  std::printf("%d %d %d %d %d %d\n", outer(1), stay.value, other.value, value, pool.get(4), pool.as<int>(5));
  std::printf("%u %d %d %d %d\n", at, sum(2), Widget().size(lib::number(3)), in_both(101), lib::number(__LINE__));
  if (const int n = lib::number(1); n > 0) std::printf("%d %d %d\n", n, pack(1, 2), global + both(4));
  for (const char c : {static_cast<char>(lib::number('a')), 'b'}) std::printf("%c", c);
}
