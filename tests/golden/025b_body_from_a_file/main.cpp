#include <cstdio>
static int f(int x)
#include "body.inc"
static long g(long x)
#include "body.inc"
int main() { std::printf("%d %ld\n", f(1), g(2)); }
