#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#ifdef WIDE
static long f(long x)
#else
static int f(int x)
#endif
{ static ::scopegraft_rt::Site sg_site_7_1("f", "main.cpp", 7, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_1(sg_site_7_1);
#line 7
 
  return x + 1;
}
int main() { static ::scopegraft_rt::Site sg_site_10_12("main", "main.cpp", 10, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_12(sg_site_10_12);
#line 10
             std::printf("%d\n", static_cast<int>(f(1))); }
