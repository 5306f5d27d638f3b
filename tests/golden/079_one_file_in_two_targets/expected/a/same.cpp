#include "<runtime>/scopegraft/graft.h"
#line 1 "a/same.cpp"
#include "<store>/headers/<hash>-common.h"
int a();
int a() { static ::scopegraft_rt::Site sg_site_3_9("a", "a/same.cpp", 3, 9, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_9(sg_site_3_9);
#line 3
          return common(); }
