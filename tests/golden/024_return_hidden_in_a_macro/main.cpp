#include <cstdio>
#define RETURN_IF(c) if (c) return 1
static int f(int x) { RETURN_IF(x > 2); return 0; }
int main() { std::printf("%d %d\n", f(1), f(3)); }
