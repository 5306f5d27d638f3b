#line 1 "./c.h"
static inline int c_function(void) { static ::scopegraft_rt::Site sg_site_1_36("wrapped::c_function", "c.h", 1, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_36(sg_site_1_36);
#line 1
                                     return 1; }
