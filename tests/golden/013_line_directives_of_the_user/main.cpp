#include <cstdio>
#line 100 "grammar.y"
static int f() { return __LINE__; }
static const char* g()
{
  return __FILE__;
}
#line 7
int main() {
  std::printf("%d %s %d\n", f(), g(), __LINE__);
#line 50 "other.y"
  std::printf("%s %d %s\n", [] { return __FILE__; }(), __LINE__, [] { return __func__; }());
}
