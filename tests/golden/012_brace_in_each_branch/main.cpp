#include <cstdio>
#ifdef FAST
static int f() {
  int x = 1;
#else
static int f() { int y = 2;
  int x = y;
#endif
  return x;
}
int main() { std::printf("%d\n", f()); }
