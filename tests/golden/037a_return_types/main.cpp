#include <cstdio>
static auto trailing(int x) -> long { return x; }
static auto deduced(int x) { return x * 2.0; }
static decltype(auto) same(int& x) { return (x); }
static auto&& forwarded(int& x) { return x; }
int main() { int v = 1; same(v) = 5; forwarded(v)++; std::printf("%ld %.1f %d\n", trailing(1), deduced(2), v); }
