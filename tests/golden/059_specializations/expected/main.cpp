#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include "<store>/headers/<hash>-h.h"
template <> int pick<char>(char) { static ::scopegraft_rt::Site sg_site_3_34("pick", "main.cpp", 3, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_34(sg_site_3_34);
#line 3
                                   return 2; }
template <class T> struct C<T*> { int m() { static ::scopegraft_rt::Site sg_site_4_43("C::m", "main.cpp", 4, 43, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_43(sg_site_4_43);
#line 4
                                            return 4; } };
template <> int C<long>::m() { static ::scopegraft_rt::Site sg_site_5_30("C::m", "main.cpp", 5, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_30(sg_site_5_30);
#line 5
                               return 5; }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%d %d %d %d %d %d %d\n", pick(1), pick('c'), C<int>().m(), C<int*>().m(), C<long>().m(), C<bool>().m(), far(3)); }
