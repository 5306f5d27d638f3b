#line 1 "a/../common.h"
#pragma once
#ifdef WIDE
static long common() { return 2; }
#else
static int common() { static ::scopegraft_rt::Site sg_site_5_21("common", "common.h", 5, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_21(sg_site_5_21);
#line 5
                      return 1; }
#endif
