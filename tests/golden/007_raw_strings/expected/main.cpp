#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static const char* f() { static ::scopegraft_rt::Site sg_site_2_24("f", "main.cpp", 2, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_24(sg_site_2_24);
#line 2
                         return R"x({ } return ; #line 7 "y"
int g() { return 2; } )" // )x"; }
static const char* h() { static ::scopegraft_rt::Site sg_site_4_24("h", "main.cpp", 4, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_24(sg_site_4_24);
#line 4
                         return R"(
#include "none.h"
{)"; } static int k() { static ::scopegraft_rt::Site sg_site_6_23("k", "main.cpp", 6, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_23(sg_site_6_23);
#line 6
                        return __LINE__; }
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::printf("%s %s %d\n", f(), h(), k()); }
