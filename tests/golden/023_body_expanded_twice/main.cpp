#include <cstdio>
#define BOTH(body) static int f() body static long g() body
BOTH({ return 6; })
int main() { std::printf("%d %ld\n", f(), g()); }
