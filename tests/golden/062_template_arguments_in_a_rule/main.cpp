#include <cstdio>
template <class T> T pick(T x) { return x; }
template <> int pick<int>(int x) { return x + 1; }
template <class T> struct C { T m(T x) { return x; } };
int main() { std::printf("%d %.1f %d\n", pick(1), pick(1.5), C<int>().m(3)); }
