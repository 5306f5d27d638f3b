#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
namespace größe { static int naïve(int übergabe) { static ::scopegraft_rt::Site sg_site_2_54("größe::naïve", "main.cpp", 2, 54, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_54(sg_site_2_54);
#line 2
                                                       return übergabe; } }
static const char* text() { static ::scopegraft_rt::Site sg_site_3_27("text", "main.cpp", 3, 27, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_27(sg_site_3_27);
#line 3
                            /* äöü€ */ return "日本語"; }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%d %s %d\n", größe::naïve(3), text(), __LINE__); }
