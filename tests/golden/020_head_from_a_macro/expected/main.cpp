#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define TEST(a, b) static int a##_##b##_Test()
TEST(Sum, Works) { static ::scopegraft_rt::Site sg_site_3_18("Sum_Works_Test", "main.cpp", 3, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_18(sg_site_3_18);
#line 3
                   return 3; }
TEST(Sum, Fails) { static ::scopegraft_rt::Site sg_site_4_18("Sum_Fails_Test", "main.cpp", 4, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_18(sg_site_4_18);
#line 4
                  
  return __LINE__;
}
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::printf("%d %d\n", Sum_Works_Test(), Sum_Fails_Test()); }
