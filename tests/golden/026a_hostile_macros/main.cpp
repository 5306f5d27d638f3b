#include <cstdio>
#define scopegraft nothing
#define Site nothing
#define Scope nothing
#define static
#define rate nothing
#define name nothing
static int f() { return 1; }
template <class T> int g(T x) { return [=] { return x; }(); }
int main() { std::printf("%d %d\n", f(), g(2)); }
