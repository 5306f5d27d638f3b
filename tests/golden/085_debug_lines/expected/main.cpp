#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int x)
{
static ::scopegraft_rt::Site sg_site_3_1("f", "main.cpp", 3, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_1(sg_site_3_1);
#line 3
 
  int y = x + 1;
  return y;
}
int main() {
static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::printf("%d\n", f(1)); }
