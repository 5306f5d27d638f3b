#include <cstdio>
static int f(int x)
{
  int y = x + 1;
  return y;
}
static int twice(int n) { return n + f(n); }
struct Box {
  int value = 3;
  int get() const {
    return value;
  }
};
int main() {
  const Box box;
  int sum = f(1);
  sum += twice(sum);
  std::printf("%d\n", sum + box.get());
}
