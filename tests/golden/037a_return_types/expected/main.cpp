#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static auto trailing(int x) -> long { static ::scopegraft_rt::Site sg_site_2_37("trailing", "main.cpp", 2, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_37(sg_site_2_37);
#line 2
                                      return x; }
static auto deduced(int x) { static ::scopegraft_rt::Site sg_site_3_28("deduced", "main.cpp", 3, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_28(sg_site_3_28);
#line 3
                             return x * 2.0; }
static decltype(auto) same(int& x) { static ::scopegraft_rt::Site sg_site_4_36("same", "main.cpp", 4, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_36(sg_site_4_36);
#line 4
                                     return (x); }
static auto&& forwarded(int& x) { static ::scopegraft_rt::Site sg_site_5_33("forwarded", "main.cpp", 5, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_33(sg_site_5_33);
#line 5
                                  return x; }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             int v = 1; same(v) = 5; forwarded(v)++; std::printf("%ld %.1f %d\n", trailing(1), deduced(2), v); }
