module;
#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#line 1
        // fragment
#include <cstdio>
export module shapes;
int area(int a, int b) { static ::scopegraft_rt::Site sg_site_4_24("area", "main.cpp", 4, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_24(sg_site_4_24);
#line 4
                         return a * b + __LINE__; }
