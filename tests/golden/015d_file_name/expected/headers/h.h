#line 1 "./sub/h.h"
inline const char* in_header() { static ::scopegraft_rt::Site sg_site_1_32("in_header", "sub/h.h", 1, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_32(sg_site_1_32);
#line 1
                                 return __FILE_NAME__; }
