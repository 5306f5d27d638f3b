#include "<runtime>/scopegraft/graft.h"
#line 1 "other.cpp"
#include "<store>/headers/<hash>-h.h"
int other(int);
int other(int x) { static ::scopegraft_rt::Site sg_site_3_18("other", "other.cpp", 3, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_18(sg_site_3_18);
#line 3
                   return shared(x) + count(); }
