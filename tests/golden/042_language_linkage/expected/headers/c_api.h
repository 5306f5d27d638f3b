#line 1 "./c_api.h"
#ifndef C_API
#define C_API
static inline int from_header(void) { static ::scopegraft_rt::Site sg_site_3_37("from_header", "c_api.h", 3, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_37(sg_site_3_37);
#line 3
                                      return 6; }
#endif
