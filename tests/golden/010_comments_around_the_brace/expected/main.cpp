#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f() // why {
{ static ::scopegraft_rt::Site sg_site_3_1("f", "main.cpp", 3, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_1(sg_site_3_1);
#line 3
  // because }
  return 1;
}
static int g() /* { */ { static ::scopegraft_rt::Site sg_site_6_24("g", "main.cpp", 6, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_24(sg_site_6_24);
#line 6
                        /* } */ return 2; }
static int h() { static ::scopegraft_rt::Site sg_site_7_16("h", "main.cpp", 7, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_16(sg_site_7_16);
#line 7
                // last
  return __LINE__; }
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             std::printf("%d %d %d\n", f(), g(), h()); }
