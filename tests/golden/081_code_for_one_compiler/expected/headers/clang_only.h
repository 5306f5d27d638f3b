#line 1 "./clang_only.h"
inline int clang_only() { static ::scopegraft_rt::Site sg_site_1_25("clang_only", "clang_only.h", 1, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_1_25(sg_site_1_25);
#line 1
                          return 2; }
