#line 1 "./h.h"
inline const char* stamp() { static ::scopegraft_rt::Site sg_site_1_28("stamp", "h.h", 1, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_28(sg_site_1_28);
#line 1
                             return __TIMESTAMP__; }
