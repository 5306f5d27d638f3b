#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f() { static ::scopegraft_rt::Site sg_site_2_16("f", "main.cpp", 2, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_16(sg_site_2_16);
#line 2
                 static int n = 3; return n; }
struct V { virtual int v() { static ::scopegraft_rt::Site sg_site_3_28("V::v", "main.cpp", 3, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_28(sg_site_3_28);
#line 3
                             return 4; } virtual ~V() { static ::scopegraft_rt::Site sg_site_3_55("V::~V", "main.cpp", 3, 55, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_55(sg_site_3_55);
#line 3
                                                       } };
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             V v; std::printf("%d %d\n", f(), v.v()); }
