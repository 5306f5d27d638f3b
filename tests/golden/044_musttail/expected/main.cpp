#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int odd(int n);
static int even(int n) { if (n == 0) return 1; [[clang::musttail]] return odd(n - 1); }
static int odd(int n) { if (n == 0) return 0; [[clang::musttail]] return even(n - 1); }
int main() { static ::scopegraft_rt::Site sg_site_5_12("main", "main.cpp", 5, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_12(sg_site_5_12);
#line 5
             std::printf("%d\n", even(1000000)); }
