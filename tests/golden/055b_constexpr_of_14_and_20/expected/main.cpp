#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
constexpr int loop(int n) { SCOPEGRAFT_RT_CONSTANT_LEAF(2_27, "loop", "main.cpp", 2, 27, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                            int s = 0; for (int i = 0; i < n; ++i) s += i; return s; }
static_assert(loop(4) == 6, "");
#if __cplusplus >= 202002L
consteval int immediate(int x) { return x * 3; }
struct B { constexpr virtual int v() const { SCOPEGRAFT_RT_CONSTANT_LEAF(6_44, "B::v", "main.cpp", 6, 44, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                             return 1; } constexpr virtual ~B() { SCOPEGRAFT_RT_CONSTANT_LEAF(6_81, "B::~B", "main.cpp", 6, 81, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                                                                 } };
struct D : B { constexpr int v() const override { SCOPEGRAFT_RT_CONSTANT_LEAF(7_49, "D::v", "main.cpp", 7, 49, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                                  return 2; } };
constexpr int heap(int n) { SCOPEGRAFT_RT_CONSTANT(8_27, "heap", "main.cpp", 8, 27, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 8
                            int* p = new int(n); int v = *p; delete p; return v; }
static_assert(heap(3) == 3 && immediate(2) == 6);
constexpr int tried(int x) { SCOPEGRAFT_RT_CONSTANT(10_28, "tried", "main.cpp", 10, 28, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                             try { return x; } catch (...) { return 0; } }
static_assert(tried(4) == 4);
struct Literal { int v; constexpr Literal() : v(7) { SCOPEGRAFT_RT_CONSTANT_LEAF(12_52, "Literal::Literal", "main.cpp", 12, 52, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 12
                                                     v++; } constexpr ~Literal() { SCOPEGRAFT_RT_CONSTANT_LEAF(12_82, "Literal::~Literal", "main.cpp", 12, 82, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 12
                                                                                   v = 0; } };
static_assert(Literal().v == 8);
#endif
int main() { static ::scopegraft_rt::Site sg_site_15_12("main", "main.cpp", 15, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_15_12(sg_site_15_12);
#line 15
            
  volatile int n = 5;
#if __cplusplus >= 202002L
  std::printf("%d %d %d %d\n", heap(n), static_cast<const B&>(D()).v(), immediate(2), tried(n));
#endif
  std::printf("%d\n", loop(n));
}
