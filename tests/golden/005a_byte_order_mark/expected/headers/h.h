#line 1 "./h.h"
inline int f() { static ::scopegraft_rt::Site sg_site_1_19("f", "h.h", 1, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_19(sg_site_1_19);
#line 1
                 return __LINE__; }
