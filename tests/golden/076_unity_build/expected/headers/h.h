#line 1 "./h.h"
#pragma once
inline int h() { static ::scopegraft_rt::Site sg_site_2_16("h", "h.h", 2, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_16(sg_site_2_16);
#line 2
                 return 4; }
int a();
