#include <cstdio>
static auto base(int n) { return n; }
static auto fact(int n) { if (n < 2) return 1; return n * fact(n - 1); }
template <class D> struct Crtp { int call() { return static_cast<D*>(this)->own(); } };
struct Derived : Crtp<Derived> { int own() { return 3; } };
static int sum() { return 0; }
template <class T, class... R> static int sum(T x, R... r) { return x + sum(r...); }
int main() { std::printf("%d %d %d %d\n", base(1), fact(5), Derived().call(), sum(1, 2, 3)); }
