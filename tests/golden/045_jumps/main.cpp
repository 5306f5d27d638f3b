#include <cstdio>
static int loop(int n) { again: if (n > 3) { n--; goto again; } return n; }
static int out(int n) { { if (n) goto end; n = 5; } end: return n; }
static int duff(int n) { int i = 0; switch (n % 4) { case 0: do { i++; [[fallthrough]]; case 3: i++; [[fallthrough]]; case 2: i++; [[fallthrough]]; case 1: i++; } while ((n -= 4) > 0); } return i; }
static int computed(int n) { static const void* const table[] = {&&a, &&b}; goto* table[n]; a: return 1; b: return 2; }
int main() { std::printf("%d %d %d %d %d\n", loop(9), out(0), duff(7), computed(0), computed(1)); }
