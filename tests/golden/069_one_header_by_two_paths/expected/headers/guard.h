#line 1 "./guard.h"
#ifndef GUARD
#define GUARD
inline int guarded() { static ::scopegraft_rt::Site sg_site_3_22("guarded", "guard.h", 3, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_22(sg_site_3_22);
#line 3
                       return 2; }
#endif
