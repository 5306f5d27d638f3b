#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#ifndef __clang__
#include "<case>/gcc_only.h"
static int only() { return gcc_only() + __LINE__; }
#else
#include "<store>/headers/<hash>-clang_only.h"
static int only() { static ::scopegraft_rt::Site sg_site_7_19("only", "main.cpp", 7, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_19(sg_site_7_19);
#line 7
                    return clang_only() + __LINE__; }
#endif
static int after() { static ::scopegraft_rt::Site sg_site_9_20("after", "main.cpp", 9, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_9_20(sg_site_9_20);
#line 9
                     return __LINE__; }
int main() { static ::scopegraft_rt::Site sg_site_10_12("main", "main.cpp", 10, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_12(sg_site_10_12);
#line 10
             only(); std::printf("%d\n", after()); }
