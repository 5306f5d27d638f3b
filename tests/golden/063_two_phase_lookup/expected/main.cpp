#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
template <class T> struct Base { struct Site {}; struct Scope {}; int scopegraft_rt; void arguments() { static ::scopegraft_rt::Site sg_site_2_103("Base::arguments", "main.cpp", 2, 103, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_103(sg_site_2_103);
#line 2
                                                                                                       } };
template <class T> struct Derived : Base<T> { int f() { static ::scopegraft_rt::Site sg_site_3_55("Derived::f", "main.cpp", 3, 55, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_55(sg_site_3_55);
#line 3
                                                        return this->scopegraft_rt = 4; } };
namespace user { namespace scopegraft_rt { struct Scope { int v; }; static int g() { static ::scopegraft_rt::Site sg_site_4_84("user::scopegraft_rt::g", "main.cpp", 4, 84, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_84(sg_site_4_84);
#line 4
                                                                                     return Scope{5}.v; } } }
int main() { static ::scopegraft_rt::Site sg_site_5_12("main", "main.cpp", 5, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_12(sg_site_5_12);
#line 5
             std::printf("%d %d\n", Derived<int>().f(), user::scopegraft_rt::g()); }
