#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
// café ÿ
static int f(/* é */) { static ::scopegraft_rt::Site sg_site_3_23("f", "main.cpp", 3, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_23(sg_site_3_23);
#line 3
                        return 1; /* ü */ }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d\n", f()); }
