#include <cstdio>

static int f()
{
  return __LINE__;
}
int main() { std::printf("%d %d\n", f(), __LINE__); return 0; }