#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>

static int f()
{ static ::scopegraft_rt::Site sg_site_4_1("f", "main.cpp", 4, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_1(sg_site_4_1);
#line 4
 
  return __LINE__;
}
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::printf("%d %d\n", f(), __LINE__); return 0; }