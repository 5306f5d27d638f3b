#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static const char* f() { static ::scopegraft_rt::Site sg_site_2_24("f", "main.cpp", 2, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_24(sg_site_2_24);
#line 2
                         return __func__; }
template <class T> static const char* g(T) { static ::scopegraft_rt::Site sg_site_3_44("g", "main.cpp", 3, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_44(sg_site_3_44);
#line 3
                                             return __PRETTY_FUNCTION__; }
static int h() { static ::scopegraft_rt::Site sg_site_4_16("h", "main.cpp", 4, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_16(sg_site_4_16);
#line 4
                 return __COUNTER__; } static int k() { static ::scopegraft_rt::Site sg_site_4_55("k", "main.cpp", 4, 55, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_55(sg_site_4_55);
#line 4
                                                        return __COUNTER__; }
struct S { const char* m() { static ::scopegraft_rt::Site sg_site_5_28("S::m", "main.cpp", 5, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_28(sg_site_5_28);
#line 5
                             return __FUNCTION__; } };
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%s %s %d %d %s\n", f(), g(1), h(), k(), S().m()); }
