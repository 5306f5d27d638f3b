#line 1 "./d e.h"
inline const char* g() { static ::scopegraft_rt::Site sg_site_1_24("g", "d e.h", 1, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_24(sg_site_1_24);
#line 1
                         return __FILE__; }
