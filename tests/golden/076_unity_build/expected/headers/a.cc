#line 1 "./a.cc"
#include "<hash>-h.h"
namespace { int f() { static ::scopegraft_rt::Site sg_site_2_21("(anonymous namespace)::f", "a.cc", 2, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_21(sg_site_2_21);
#line 2
                      return 1; } }
int a() { static ::scopegraft_rt::Site sg_site_3_9("a", "a.cc", 3, 9, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_9(sg_site_3_9);
#line 3
          return f() + h(); }
