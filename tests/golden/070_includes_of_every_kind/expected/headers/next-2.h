#line 1 "a/next.h"
#pragma once
inline int next() { static ::scopegraft_rt::Site sg_site_2_19("next", "a/next.h", 2, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_19(sg_site_2_19);
#line 2
                    return 4; }
#include "<hash>-next.h"
#if __has_include("/dev/null/none")
#error none
#endif
