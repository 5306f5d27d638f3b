#include <cstdio>
static int f(int \
  x) \
{ \
  return x + \
  __LINE__; }
st\
atic int g() {\
return 2;}
int main() { std::printf("%d %d %d\n", f(1), g(), __LINE__); }
