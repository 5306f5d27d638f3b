#include <cstdio>
#define RUN(...) __VA_ARGS__
#define TWICE(x) ((x) + (x))
#define STATEMENT(x) do { x; } while (false)
#define QUOTED(x) ((x), #x)
RUN(static int f(int a, int b) {
  return a + b + __LINE__;
})
int main() {
  STATEMENT(std::printf("%d\n", [](int n) {
    int m = n;
    return m;
  }(3)));
  std::printf("%d %d %s\n", f(1, 2), TWICE([] { return 4; }()), QUOTED([] { return 5; }()));
}
