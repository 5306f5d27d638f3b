#include <cstdio>
static int f() // why {
{ // because }
  return 1;
}
static int g() /* { */ {/* } */ return 2; }
static int h() {// last
  return __LINE__; }
int main() { std::printf("%d %d %d\n", f(), g(), h()); }
