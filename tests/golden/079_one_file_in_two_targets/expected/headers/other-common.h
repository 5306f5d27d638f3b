#line 1 "b/../common.h"
#pragma once
#ifdef WIDE
static long common() { static ::scopegraft_rt::Site sg_site_3_22("common", "common.h", 3, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_22(sg_site_3_22);
#line 3
                       return 2; }
#else
static int common() { return 1; }
#endif
