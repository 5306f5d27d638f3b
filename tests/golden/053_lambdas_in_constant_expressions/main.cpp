#include <cstdio>
constexpr auto twice = [](int x) { return x * 2; };
static_assert(twice(2) == 4, "constant");
static_assert([] { return true; }(), "immediate");
template <int N> struct Int { static constexpr int value = N; };
constexpr int eight = [](int x) { return x * x; }(2) * 2;
constexpr int nested() { return [] { return [] { return 5; }(); }(); }
static_assert(nested() == 5, "nested");
int main() {
  const auto run_time = [](int x) { return x + 1; };
  std::printf("%d %d %d %d\n", twice(3), Int<eight>::value, nested(), run_time(1));
}
