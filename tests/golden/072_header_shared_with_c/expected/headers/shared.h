#line 1 "./shared.h"
#ifndef SHARED
#define SHARED
static inline int shared(int x) { static ::scopegraft_rt::Site sg_site_3_33("shared", "shared.h", 3, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_33(sg_site_3_33);
#line 3
                                  return x + 1; }
#ifdef __cplusplus
struct Only { int m() { static ::scopegraft_rt::Site sg_site_5_23("Only::m", "shared.h", 5, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_23(sg_site_5_23);
#line 5
                        return 7; } };
#endif
#endif
