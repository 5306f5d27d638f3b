#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define SHOW(a, b) std::printf("%d %d %d\n", a, b, __LINE__)
#define DEFINE(name, body) static int name() body
DEFINE(f, { static ::scopegraft_rt::Site sg_site_4_11("f", "main.cpp", 4, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_11(sg_site_4_11); 
  return __LINE__;
})
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
            
  SHOW(f(),
       [] { SCOPEGRAFT_RT_CONSTANT_LEAF(9_11, "main::(lambda:8)", "main.cpp", 9, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); 
         return __LINE__;
       }());
}
