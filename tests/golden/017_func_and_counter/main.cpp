#include <cstdio>
static const char* f() { return __func__; }
template <class T> static const char* g(T) { return __PRETTY_FUNCTION__; }
static int h() { return __COUNTER__; } static int k() { return __COUNTER__; }
struct S { const char* m() { return __FUNCTION__; } };
int main() { std::printf("%s %s %d %d %s\n", f(), g(1), h(), k(), S().m()); }
