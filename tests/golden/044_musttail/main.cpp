#include <cstdio>
static int odd(int n);
static int even(int n) { if (n == 0) return 1; [[clang::musttail]] return odd(n - 1); }
static int odd(int n) { if (n == 0) return 0; [[clang::musttail]] return even(n - 1); }
int main() { std::printf("%d\n", even(1000000)); }
