#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define RETURN_IF(c) if (c) return 1
static int f(int x) { static ::scopegraft_rt::Site sg_site_3_21("f", "main.cpp", 3, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_21(sg_site_3_21);
#line 3
                      RETURN_IF(x > 2); return 0; }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %d\n", f(1), f(3)); }
