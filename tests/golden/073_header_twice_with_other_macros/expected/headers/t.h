#line 1 "./t.h"
#ifdef WIDE
static long NAME(long x) { return x; }
#else
static int NAME(int x) { static ::scopegraft_rt::Site sg_site_4_24("first", "t.h", 4, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_24(sg_site_4_24);
#line 4
                         return x; }
#endif
