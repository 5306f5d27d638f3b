#line 1 "./h.h"
#ifndef H
#define H
inline int shared(int x) { static ::scopegraft_rt::Site sg_site_3_26("shared", "h.h", 3, 26, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_26(sg_site_3_26);
#line 3
                           return x; }
inline int count() { static ::scopegraft_rt::Site sg_site_4_20("count", "h.h", 4, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_20(sg_site_4_20);
#line 4
                     static int n = 0; return ++n; }
#endif
