#include <cstdio>
static int f() { return 1; }
int main() { std::printf("%d\n", f()); }
