#include <cstdio>
#include <new>
#define private public
#define inline
#define main renamed_main
#define new new(std::nothrow)
class A { private: int x() { int* p = new int(3); int v = *p; delete p; return v; } };
inline int f() { return A().x(); }
int main() { std::printf("%d %s\n", f(), __func__); return 0; }
#undef main
int main() { return renamed_main(); }
