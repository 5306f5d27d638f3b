#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int x){ static ::scopegraft_rt::Site sg_site_2_20("f", "main.cpp", 2, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_20(sg_site_2_20);
#line 2
                     return x; }
static int g(int x) { static ::scopegraft_rt::Site sg_site_3_21("g", "main.cpp", 3, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_21(sg_site_3_21);
#line 3
                      return x + 1; } static int h(int x){ static ::scopegraft_rt::Site sg_site_3_58("h", "main.cpp", 3, 58, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_58(sg_site_3_58);
#line 3
                                                          return x+2;}
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %d %d %d\n", f(1), g(1), h(1), __LINE__); return 0; }
