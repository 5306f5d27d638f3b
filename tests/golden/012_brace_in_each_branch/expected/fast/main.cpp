#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#ifdef FAST
static int f() { static ::scopegraft_rt::Site sg_site_3_16("f", "main.cpp", 3, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_16(sg_site_3_16);
#line 3
                
  int x = 1;
#else
static int f() { int y = 2;
  int x = y;
#endif
  return x;
}
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             std::printf("%d\n", f()); }
