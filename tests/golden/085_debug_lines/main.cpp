#include <cstdio>
static int f(int x)
{
  int y = x + 1;
  return y;
}
int main() { std::printf("%d\n", f(1)); }
