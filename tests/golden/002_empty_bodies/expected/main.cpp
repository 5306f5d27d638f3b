#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static void a() { static ::scopegraft_rt::Site sg_site_2_17("a", "main.cpp", 2, 17, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_17(sg_site_2_17);
#line 2
                 } static void b(){ static ::scopegraft_rt::Site sg_site_2_35("b", "main.cpp", 2, 35, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_35(sg_site_2_35);
#line 2
                                   ;}
static void c()
{ static ::scopegraft_rt::Site sg_site_4_1("c", "main.cpp", 4, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_1(sg_site_4_1);
#line 4
 
}
struct S { void d() { static ::scopegraft_rt::Site sg_site_6_21("S::d", "main.cpp", 6, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_21(sg_site_6_21);
#line 6
                     } void e() const { static ::scopegraft_rt::Site sg_site_6_39("S::e", "main.cpp", 6, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_39(sg_site_6_39);
#line 6
                                       } S() { static ::scopegraft_rt::Site sg_site_6_46("S::S", "main.cpp", 6, 46, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_46(sg_site_6_46);
#line 6
                                              } ~S() { static ::scopegraft_rt::Site sg_site_6_54("S::~S", "main.cpp", 6, 54, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_54(sg_site_6_54);
#line 6
                                                      } };
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             a(); b(); c(); S s; s.d(); s.e(); std::puts("done"); }
