#line 1 "./computed.h"
inline int computed() { static ::scopegraft_rt::Site sg_site_1_23("computed", "computed.h", 1, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_23(sg_site_1_23);
#line 1
                        return 6; }
#include "<hash>-q.h"
