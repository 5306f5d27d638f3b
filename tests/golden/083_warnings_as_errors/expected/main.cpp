#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int shadowed(int x) { static ::scopegraft_rt::Site sg_site_2_28("shadowed", "main.cpp", 2, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_28(sg_site_2_28);
#line 2
                             auto f = [](int y) { SCOPEGRAFT_RT_CONSTANT(2_49, "shadowed::(lambda:2)", "main.cpp", 2, 49, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                                  auto g = [](int z) { SCOPEGRAFT_RT_CONSTANT_LEAF(2_70, "shadowed::(lambda:2)::(lambda:2)", "main.cpp", 2, 70, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                                                       return z; }; return g(y); }; return f(x); }
template <class T> static T outer(T x) { static ::scopegraft_rt::Site sg_site_3_40("outer", "main.cpp", 3, 40, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_40(sg_site_3_40);
#line 3
                                         struct L { T m(T y) { static ::scopegraft_rt::Site sg_site_3_62("outer::L::m", "main.cpp", 3, 62, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_62(sg_site_3_62);
#line 3
                                                               return [](T z) { SCOPEGRAFT_RT_CONSTANT(3_79, "outer::L::m::(lambda:3)", "main.cpp", 3, 79, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                                                                return z; }(y); } }; return L().m(x); }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %d\n", shadowed(1), outer(2)); return 0; }
