#line 1 "b/next.h"
#pragma once
inline int next2() { static ::scopegraft_rt::Site sg_site_2_20("next2", "b/next.h", 2, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_20(sg_site_2_20);
#line 2
                     return 5; }
