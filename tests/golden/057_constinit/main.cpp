#include <cstdio>
constexpr int start(int x) { return x * 2; }
constinit int value = start(21);
constinit thread_local int local = [](int x) { return x + 1; }(4);
struct S { int v; constexpr S() : v(start(1)) {} };
constinit S object;
int main() { std::printf("%d %d %d\n", value, local, object.v); }
