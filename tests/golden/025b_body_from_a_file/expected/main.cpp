#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int x)
#include "<store>/headers/<hash>-body.inc"
static long g(long x)
#include "<store>/headers/<hash>-body.inc"
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%d %ld\n", f(1), g(2)); }
