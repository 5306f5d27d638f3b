#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#define NAME(a, b) a##b
#define NOEXCEPT noexcept
#define EMPTY
static int NAME(f, 1)() NOEXCEPT{ static ::scopegraft_rt::Site sg_site_5_33("f1", "main.cpp", 5, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_33(sg_site_5_33);
#line 5
                                 return 1;}
static int g()EMPTY{ static ::scopegraft_rt::Site sg_site_6_20("g", "main.cpp", 6, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_20(sg_site_6_20);
#line 6
                    return 2;}
int main(){ static ::scopegraft_rt::Site sg_site_7_11("main", "main.cpp", 7, 11, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_11(sg_site_7_11);
#line 7
           std::printf("%d %d\n", f1(), g());}
