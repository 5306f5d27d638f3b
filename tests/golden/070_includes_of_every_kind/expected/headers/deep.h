#line 1 "./sub/deep.h"
#include "<hash>-near.h"
#if __has_include("<case>/./sub/near.h")
inline int deep() { static ::scopegraft_rt::Site sg_site_3_19("deep", "sub/deep.h", 3, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_19(sg_site_3_19);
#line 3
                    return near() + 1; }
#endif
