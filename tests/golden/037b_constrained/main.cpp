#include <concepts>
#include <cstdio>
static auto abbreviated(std::integral auto x) { return x + 1; }
template <class T> requires std::integral<T> static T before(T x) { return x; }
template <class T> static T after(T x) requires (sizeof(T) > 1) { return x; }
template <class T> struct S { int only() const requires std::same_as<T, int> { return 4; } };
static auto both(auto x, auto... rest) requires (sizeof...(rest) < 3) { return (x + ... + rest); }
int main() { std::printf("%d %d %d %d %d\n", abbreviated(1), before(2), after(3), S<int>().only(), both(1, 2, 3)); }
