#include <cstdio>
static int f(int x){ return x; }
static int g(int x) { return x + 1; } static int h(int x){return x+2;}
int main() { std::printf("%d %d %d %d\n", f(1), g(1), h(1), __LINE__); return 0; }
