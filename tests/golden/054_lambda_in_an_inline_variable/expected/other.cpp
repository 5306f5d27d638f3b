#include "<runtime>/scopegraft/graft.h"
#line 1 "other.cpp"
#include "<store>/headers/<hash>-h.h"
int other();
int other() { static ::scopegraft_rt::Site sg_site_3_13("other", "other.cpp", 3, 13, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_13(sg_site_3_13);
#line 3
              return value(3) + counter; }
