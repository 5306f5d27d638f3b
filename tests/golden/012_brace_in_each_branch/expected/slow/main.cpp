#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#ifdef FAST
static int f() {
  int x = 1;
#else
static int f() { static ::scopegraft_rt::Site sg_site_6_16("f", "main.cpp", 6, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_16(sg_site_6_16);
#line 6
                 int y = 2;
  int x = y;
#endif
  return x;
}
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             std::printf("%d\n", f()); }
