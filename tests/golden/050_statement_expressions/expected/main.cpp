#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int x) { static ::scopegraft_rt::Site sg_site_2_21("f", "main.cpp", 2, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_21(sg_site_2_21);
#line 2
                      return __extension__({ int y = x; if (y > 2) return 1; y + 1; }); }
int main() { static ::scopegraft_rt::Site sg_site_3_12("main", "main.cpp", 3, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_12(sg_site_3_12);
#line 3
             std::printf("%d %d\n", f(1), f(3)); }
