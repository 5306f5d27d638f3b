#include <cstdio>
namespace a { namespace b { struct S { int f() { struct L { int g() { return 7; }}; return L().g(); }}; int h(); }}
namespace a { namespace b { int h() { return [] { return [](int x) { return x * 2; }(21); }(); }} }
int main() { std::printf("%d %d\n", a::b::S().f(), a::b::h()); }
