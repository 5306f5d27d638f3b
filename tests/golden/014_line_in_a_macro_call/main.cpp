#include <cstdio>
#define SHOW(a, b) std::printf("%d %d %d\n", a, b, __LINE__)
#define DEFINE(name, body) static int name() body
DEFINE(f, {
  return __LINE__;
})
int main() {
  SHOW(f(),
       [] {
         return __LINE__;
       }());
}
