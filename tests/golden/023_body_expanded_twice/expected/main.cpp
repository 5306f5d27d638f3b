#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define BOTH(body) static int f() body static long g() body
BOTH({ static ::scopegraft_rt::Site sg_site_3_6("f", "main.cpp", 3, 6, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_6(sg_site_3_6);  return 6; })
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %ld\n", f(), g()); }
