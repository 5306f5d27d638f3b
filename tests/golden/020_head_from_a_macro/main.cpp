#include <cstdio>
#define TEST(a, b) static int a##_##b##_Test()
TEST(Sum, Works) { return 3; }
TEST(Sum, Fails) {
  return __LINE__;
}
int main() { std::printf("%d %d\n", Sum_Works_Test(), Sum_Fails_Test()); }
