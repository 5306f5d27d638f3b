#include <cstdio>
#define BEGIN {
#define END }
static int f() BEGIN return 1; END
static int g() BEGIN return [] { return 2; }(); }
int main() { std::printf("%d %d\n", f(), g()); }
