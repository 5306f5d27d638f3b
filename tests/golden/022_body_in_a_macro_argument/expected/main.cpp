#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define RUN(...) __VA_ARGS__
#define TWICE(x) ((x) + (x))
#define STATEMENT(x) do { x; } while (false)
#define QUOTED(x) ((x), #x)
RUN(static int f(int a, int b) { static ::scopegraft_rt::Site sg_site_6_32("f", "main.cpp", 6, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_32(sg_site_6_32); 
  return a + b + __LINE__;
})
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
            
  STATEMENT(std::printf("%d\n", [](int n) { SCOPEGRAFT_RT_CONSTANT_LEAF(10_43, "main::(lambda:10)", "main.cpp", 10, 43, "rate=auto;exceptions;rule=rules.yaml:3:14"); 
    int m = n;
    return m;
  }(3)));
  std::printf("%d %d %s\n", f(1, 2), TWICE([] { SCOPEGRAFT_RT_CONSTANT_LEAF(14_47, "main::(lambda:14)", "main.cpp", 14, 47, "rate=auto;exceptions;rule=rules.yaml:3:14");  return 4; }()), QUOTED([] { return 5; }()));
}
