#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define BEGIN {
#define END }
static int f() BEGIN return 1; END
static int g() BEGIN return [] { SCOPEGRAFT_RT_CONSTANT_LEAF(5_32, "g::(lambda:5)", "main.cpp", 5, 32, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                 return 2; }(); }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%d %d\n", f(), g()); }
