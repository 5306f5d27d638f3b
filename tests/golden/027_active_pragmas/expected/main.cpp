#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#pragma pack(push, 1)
struct P { char c; int i; int f() const { static ::scopegraft_rt::Site sg_site_3_41("P::f", "main.cpp", 3, 41, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_41(sg_site_3_41);
#line 3
                                          return static_cast<int>(sizeof(P)); } };
#pragma pack(pop)
#pragma GCC push_options
#pragma GCC optimize("O0")
static int g() { static ::scopegraft_rt::Site sg_site_7_16("g", "main.cpp", 7, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_16(sg_site_7_16);
#line 7
                 return static_cast<int>(sizeof(P)); }
#pragma GCC pop_options
_Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wunused-parameter\"")
static int h(int unused) { static ::scopegraft_rt::Site sg_site_10_26("h", "main.cpp", 10, 26, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_26(sg_site_10_26);
#line 10
                           return 3; }
_Pragma("GCC diagnostic pop")
#pragma GCC visibility push(hidden)
int k();
int k() { static ::scopegraft_rt::Site sg_site_14_9("k", "main.cpp", 14, 9, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_14_9(sg_site_14_9);
#line 14
          return 4; }
#pragma GCC visibility pop
int main() { static ::scopegraft_rt::Site sg_site_16_12("main", "main.cpp", 16, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_16_12(sg_site_16_12);
#line 16
             std::printf("%d %d %d %d\n", P().f(), g(), h(1), k()); }
