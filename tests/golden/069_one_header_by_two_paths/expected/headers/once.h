#line 1 "./once.h"
#pragma once
inline int once() { static ::scopegraft_rt::Site sg_site_2_19("once", "once.h", 2, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_19(sg_site_2_19);
#line 2
                    return 1; }
