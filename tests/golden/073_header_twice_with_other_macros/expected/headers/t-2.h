#line 1 "./t.h"
#ifdef WIDE
static long NAME(long x) { static ::scopegraft_rt::Site sg_site_2_26("second", "t.h", 2, 26, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_26(sg_site_2_26);
#line 2
                           return x; }
#else
static int NAME(int x) { return x; }
#endif
