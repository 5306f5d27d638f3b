#include <cstdio>
constexpr int loop(int n) { int s = 0; for (int i = 0; i < n; ++i) s += i; return s; }
static_assert(loop(4) == 6, "");
#if __cplusplus >= 202002L
consteval int immediate(int x) { return x * 3; }
struct B { constexpr virtual int v() const { return 1; } constexpr virtual ~B() {} };
struct D : B { constexpr int v() const override { return 2; } };
constexpr int heap(int n) { int* p = new int(n); int v = *p; delete p; return v; }
static_assert(heap(3) == 3 && immediate(2) == 6);
constexpr int tried(int x) { try { return x; } catch (...) { return 0; } }
static_assert(tried(4) == 4);
struct Literal { int v; constexpr Literal() : v(7) { v++; } constexpr ~Literal() { v = 0; } };
static_assert(Literal().v == 8);
#endif
int main() {
  volatile int n = 5;
#if __cplusplus >= 202002L
  std::printf("%d %d %d %d\n", heap(n), static_cast<const B&>(D()).v(), immediate(2), tried(n));
#endif
  std::printf("%d\n", loop(n));
}
