#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
template <class T> T pick(T x) { static ::scopegraft_rt::Site sg_site_2_32("pick", "main.cpp", 2, 32, "rate=auto;exceptions;per_instance;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_32(sg_site_2_32);
#line 2
                                 return x; }
template <> int pick<int>(int x) { static ::scopegraft_rt::Site sg_site_3_34("pick", "main.cpp", 3, 34, "rate=auto;exceptions;per_instance;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_34(sg_site_3_34);
#line 3
                                   return x + 1; }
template <class T> struct C { T m(T x) { static ::scopegraft_rt::Site sg_site_4_40("C::m", "main.cpp", 4, 40, "rate=auto;exceptions;per_instance;rule=rules.yaml:3:22"); ::scopegraft_rt::Scope sg_scope_4_40(sg_site_4_40);
#line 4
                                         return x; } };
int main() { std::printf("%d %.1f %d\n", pick(1), pick(1.5), C<int>().m(3)); }
