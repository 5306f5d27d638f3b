#include <cstdio>
#pragma pack(push, 1)
struct P { char c; int i; int f() const { return static_cast<int>(sizeof(P)); } };
#pragma pack(pop)
#pragma GCC push_options
#pragma GCC optimize("O0")
static int g() { return static_cast<int>(sizeof(P)); }
#pragma GCC pop_options
_Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wunused-parameter\"")
static int h(int unused) { return 3; }
_Pragma("GCC diagnostic pop")
#pragma GCC visibility push(hidden)
int k();
int k() { return 4; }
#pragma GCC visibility pop
int main() { std::printf("%d %d %d %d\n", P().f(), g(), h(1), k()); }
