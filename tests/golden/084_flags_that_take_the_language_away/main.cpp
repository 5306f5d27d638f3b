#include <cstdio>
static int f() { static int n = 3; return n; }
struct V { virtual int v() { return 4; } virtual ~V() {} };
int main() { V v; std::printf("%d %d\n", f(), v.v()); }
