#include <cstdio>
constexpr int one(int x) { return x + 1; }
static_assert(one(1) == 2, "");
struct P { int v; constexpr explicit P(int x) : v(x) {} constexpr int get() const { return v; } };
static_assert(P(3).get() == 3, "");
template <class T> constexpr T same(T x) { return x; }
static_assert(same(4) == 4, "");
static int plain(int x) { return x; }
int main() { std::printf("%d %d %d %d\n", one(plain(1)), P(plain(3)).get(), same(plain(4)), plain(5)); }
