#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static auto base(int n) { static ::scopegraft_rt::Site sg_site_2_25("base", "main.cpp", 2, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_25(sg_site_2_25);
#line 2
                          return n; }
static auto fact(int n) { static ::scopegraft_rt::Site sg_site_3_25("fact", "main.cpp", 3, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_25(sg_site_3_25);
#line 3
                          if (n < 2) return 1; return n * fact(n - 1); }
template <class D> struct Crtp { int call() { static ::scopegraft_rt::Site sg_site_4_45("Crtp::call", "main.cpp", 4, 45, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_45(sg_site_4_45);
#line 4
                                              return static_cast<D*>(this)->own(); } };
struct Derived : Crtp<Derived> { int own() { static ::scopegraft_rt::Site sg_site_5_44("Derived::own", "main.cpp", 5, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_44(sg_site_5_44);
#line 5
                                             return 3; } };
static int sum() { static ::scopegraft_rt::Site sg_site_6_18("sum", "main.cpp", 6, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_18(sg_site_6_18);
#line 6
                   return 0; }
template <class T, class... R> static int sum(T x, R... r) { static ::scopegraft_rt::Site sg_site_7_60("sum", "main.cpp", 7, 60, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_60(sg_site_7_60);
#line 7
                                                             return x + sum(r...); }
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 8
             std::printf("%d %d %d %d\n", base(1), fact(5), Derived().call(), sum(1, 2, 3)); }
