#include <cstdio>
static int f(int x) { return __extension__({ int y = x; if (y > 2) return 1; y + 1; }); }
int main() { std::printf("%d %d\n", f(1), f(3)); }
