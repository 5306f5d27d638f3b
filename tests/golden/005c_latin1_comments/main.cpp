#include <cstdio>
// café ÿ
static int f(/* é */) { return 1; /* ü */ }
int main() { std::printf("%d\n", f()); }
