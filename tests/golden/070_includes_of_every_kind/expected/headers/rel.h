#line 1 "./rel.h"
inline int rel() { static ::scopegraft_rt::Site sg_site_1_18("rel", "rel.h", 1, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_18(sg_site_1_18);
#line 1
                   return 1; }
