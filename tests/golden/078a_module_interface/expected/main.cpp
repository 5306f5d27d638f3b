module;
#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
// a module
export module shapes;
export int area(int a, int b) { static ::scopegraft_rt::Site sg_site_3_31("area", "main.cpp", 3, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_31(sg_site_3_31);
#line 3
                                return a * b; }
int hidden() { static ::scopegraft_rt::Site sg_site_4_14("hidden", "main.cpp", 4, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_14(sg_site_4_14);
#line 4
               return 1; }
