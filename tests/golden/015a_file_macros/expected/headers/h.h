#line 1 "./sub/h.h"
inline const char* in_header() { static ::scopegraft_rt::Site sg_site_1_32("in_header", "sub/h.h", 1, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_32(sg_site_1_32);
#line 1
                                 return __FILE__; }
inline int level() { static ::scopegraft_rt::Site sg_site_2_20("level", "sub/h.h", 2, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_20(sg_site_2_20);
#line 2
                     return __INCLUDE_LEVEL__; }
