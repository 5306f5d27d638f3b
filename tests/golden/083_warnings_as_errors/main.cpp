#include <cstdio>
static int shadowed(int x) { auto f = [](int y) { auto g = [](int z) { return z; }; return g(y); }; return f(x); }
template <class T> static T outer(T x) { struct L { T m(T y) { return [](T z) { return z; }(y); } }; return L().m(x); }
int main() { std::printf("%d %d\n", shadowed(1), outer(2)); return 0; }
