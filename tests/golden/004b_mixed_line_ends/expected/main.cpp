#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f() { static ::scopegraft_rt::Site sg_site_2_16("f", "main.cpp", 2, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_16(sg_site_2_16);
#line 2
                
  return __LINE__;
}
int main()
{ static ::scopegraft_rt::Site sg_site_6_1("main", "main.cpp", 6, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_1(sg_site_6_1);
#line 6
 
  std::printf("%d %d\n", f(), __LINE__);
}

