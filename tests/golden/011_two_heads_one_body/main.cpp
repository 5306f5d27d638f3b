#include <cstdio>
#ifdef WIDE
static long f(long x)
#else
static int f(int x)
#endif
{
  return x + 1;
}
int main() { std::printf("%d\n", static_cast<int>(f(1))); }
