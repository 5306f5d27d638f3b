#line 1 "./b.cc"
#include <cstdio>
#include "<hash>-h.h"
namespace { int g() { static ::scopegraft_rt::Site sg_site_3_21("(anonymous namespace)::g", "b.cc", 3, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_21(sg_site_3_21);
#line 3
                      return 2; } }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "b.cc", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %d\n", a(), g()); }
