#include <cstdio>

// Clang's errors by default: `register` since C++17, and a narrowing that GCC only warns of.
int twice(int n) {
  register int m = n;
  return m + n;
}

int main() {
  const double half = 0.5;
  int n = 7;
  unsigned char small[] = {n};
  std::printf("%d %d\n", twice(3), small[0] + int(2 * half));
}
