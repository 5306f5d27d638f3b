#include <cstdio>
static const auto global = [] { return [](int x) { return x + 1; }; }();
struct S { int v = [] { return 3; }(); static int s; int (*f)() = [] { return 4; }; };
int S::s = [] { return 5; }();
template <class F> static int call(F f) { return f(); }
template <int N> struct T { static int get() { return [] { return N; }(); } };
static int defaulted(int x = [] { return 6; }()) { return x; }
int main() {
  const int values[] = {[] { return 1; }(), [] { return 2; }()};
  std::printf("%d %d %d %d %d %d %d %d\n", global(1), S().v, S().f(), S::s, call([] { return call([] { return 7; }); }), T<8>::get(), defaulted(), values[1]);
  for (int i = [] { return 0; }(); i < [] { return 2; }(); ++i) std::printf("%d ", i);
  if (int x = [] { return 9; }()) std::printf("%d\n", x);
}
