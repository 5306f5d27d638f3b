#line 1 "q/q.h"
inline const char* quoted() { static ::scopegraft_rt::Site sg_site_1_29("quoted", "q/q.h", 1, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_29(sg_site_1_29);
#line 1
                              return __FILE__; }
