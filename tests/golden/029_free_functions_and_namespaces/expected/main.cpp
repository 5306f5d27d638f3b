#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
int external();
int external() { static ::scopegraft_rt::Site sg_site_3_16("external", "main.cpp", 3, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_16(sg_site_3_16);
#line 3
                 return 1; }
static int internal() { static ::scopegraft_rt::Site sg_site_4_23("internal", "main.cpp", 4, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_23(sg_site_4_23);
#line 4
                        return 2; }
inline int inlined() { static ::scopegraft_rt::Site sg_site_5_22("inlined", "main.cpp", 5, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_22(sg_site_5_22);
#line 5
                       return 3; }
namespace { int anonymous() { static ::scopegraft_rt::Site sg_site_6_29("(anonymous namespace)::anonymous", "main.cpp", 6, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_29(sg_site_6_29);
#line 6
                              return 4; } }
namespace a { namespace b { namespace { int deep() { static ::scopegraft_rt::Site sg_site_7_52("a::b::(anonymous namespace)::deep", "main.cpp", 7, 52, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_52(sg_site_7_52);
#line 7
                                                     return 5; } } } }
namespace a { inline namespace v1 { int versioned(); int versioned() { static ::scopegraft_rt::Site sg_site_8_70("a::v1::versioned", "main.cpp", 8, 70, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_70(sg_site_8_70);
#line 8
                                                                       return 6; } } }
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
            
  std::printf("%d%d%d%d%d%d\n", external(), internal(), inlined(), anonymous(), a::b::deep(), a::versioned());
}
