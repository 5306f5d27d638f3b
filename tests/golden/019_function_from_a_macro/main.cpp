#include <cstdio>
#define MAKE(name, value) static int name() { return value; }
MAKE(f, 1) MAKE(g, 2)
int main() { std::printf("%d %d\n", f(), g()); }
