#include <cstdio>
template <class T> struct Base { struct Site {}; struct Scope {}; int scopegraft_rt; void arguments() {} };
template <class T> struct Derived : Base<T> { int f() { return this->scopegraft_rt = 4; } };
namespace user { namespace scopegraft_rt { struct Scope { int v; }; static int g() { return Scope{5}.v; } } }
int main() { std::printf("%d %d\n", Derived<int>().f(), user::scopegraft_rt::g()); }
