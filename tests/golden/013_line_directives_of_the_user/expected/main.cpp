#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#line 100 "grammar.y"
static int f() { static ::scopegraft_rt::Site sg_site_3_16("f", "main.cpp", 3, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_16(sg_site_3_16);
#line 100
                 return __LINE__; }
static const char* g()
{ static ::scopegraft_rt::Site sg_site_5_1("g", "main.cpp", 5, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_1(sg_site_5_1);
#line 102
 
  return __FILE__;
}
#line 7
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 7
            
  std::printf("%d %s %d\n", f(), g(), __LINE__);
#line 50 "other.y"
  std::printf("%s %d %s\n", [] { SCOPEGRAFT_RT_CONSTANT_LEAF(12_32, "main::(lambda:12)", "main.cpp", 12, 32, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 50
                                 return __FILE__; }(), __LINE__, [] { SCOPEGRAFT_RT_CONSTANT_LEAF(12_69, "main::(lambda:12)", "main.cpp", 12, 69, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 50
                                                                      return __func__; }());
}
