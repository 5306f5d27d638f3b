#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define ENTRY(n) static int n() { return __LINE__; }
#include "<case>/./list.def"
#undef ENTRY
#define ENTRY(n) + n()
static int sum() { static ::scopegraft_rt::Site sg_site_6_18("sum", "main.cpp", 6, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_18(sg_site_6_18);
#line 6
                   return 0
#include "<case>/./list.def"
; }
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             std::printf("%d\n", sum()); }
