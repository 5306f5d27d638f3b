#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f() { static ::scopegraft_rt::Site sg_site_2_16("f", "main.cpp", 2, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_16(sg_site_2_16);
#line 2
                 return 1; }
int main() { static ::scopegraft_rt::Site sg_site_3_12("main", "main.cpp", 3, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_12(sg_site_3_12);
#line 3
             std::printf("%d\n", f()); }
