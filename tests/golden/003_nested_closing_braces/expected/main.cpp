#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
namespace a { namespace b { struct S { int f() { static ::scopegraft_rt::Site sg_site_2_48("a::b::S::f", "main.cpp", 2, 48, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_48(sg_site_2_48);
#line 2
                                                 struct L { int g() { static ::scopegraft_rt::Site sg_site_2_69("a::b::S::f::L::g", "main.cpp", 2, 69, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_69(sg_site_2_69);
#line 2
                                                                      return 7; }}; return L().g(); }}; int h(); }}
namespace a { namespace b { int h() { static ::scopegraft_rt::Site sg_site_3_37("a::b::h", "main.cpp", 3, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_37(sg_site_3_37);
#line 3
                                      return [] { SCOPEGRAFT_RT_CONSTANT(3_49, "a::b::h::(lambda:3)", "main.cpp", 3, 49, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                                  return [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(3_68, "a::b::h::(lambda:3)::(lambda:3)", "main.cpp", 3, 68, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                                                     return x * 2; }(21); }(); }} }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %d\n", a::b::S().f(), a::b::h()); }
