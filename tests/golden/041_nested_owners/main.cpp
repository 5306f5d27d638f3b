#include <cstdio>
class F { friend int friendly(const F& f) { return f.v; } int v = 2; public: int local() { struct L { int m() { return 3; } static int s() { return 4; } }; return L().m() + L::s(); } };
template <class T> struct Outer { struct Inner { int m() { return 5; } T out(T); }; template <class U> int both(U) { return 6; } friend int of(Outer) { return 7; } };
template <class T> T Outer<T>::Inner::out(T x) { return x; }
typedef struct { int m() const { return 8; } } Alias;
int main() { F f; Outer<int>::Inner i; Alias a; std::printf("%d %d %d %d %d %d %d\n", friendly(f), f.local(), i.m(), i.out(9), Outer<int>().both('c'), of(Outer<int>()), a.m()); }
