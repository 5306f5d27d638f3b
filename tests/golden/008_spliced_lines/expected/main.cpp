#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int \
  x) \
{ static ::scopegraft_rt::Site sg_site_4_1("f", "main.cpp", 4, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_1(sg_site_4_1);
#line 4
  \
  return x + \
  __LINE__; }
st\
atic int g() { static ::scopegraft_rt::Site sg_site_8_14("g", "main.cpp", 8, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_14(sg_site_8_14);
#line 8
              \
return 2;}
int main() { static ::scopegraft_rt::Site sg_site_10_12("main", "main.cpp", 10, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_12(sg_site_10_12);
#line 10
             std::printf("%d %d %d\n", f(1), g(), __LINE__); }
