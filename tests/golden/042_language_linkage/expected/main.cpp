#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
extern "C" int single(int x);
extern "C" int single(int x) { static ::scopegraft_rt::Site sg_site_3_30("single", "main.cpp", 3, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_30(sg_site_3_30);
#line 3
                               return x; }
extern "C" {
int in_block(void);
int in_block(void) { static ::scopegraft_rt::Site sg_site_6_20("in_block", "main.cpp", 6, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_20(sg_site_6_20);
#line 6
                     return 2; }
extern "C++" { template <class T> T back(T x) { static ::scopegraft_rt::Site sg_site_7_47("back", "main.cpp", 7, 47, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_47(sg_site_7_47);
#line 7
                                                return x; } int overloaded(int); int overloaded(double); int overloaded(int) { static ::scopegraft_rt::Site sg_site_7_126("overloaded", "main.cpp", 7, 126, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_126(sg_site_7_126);
#line 7
                                                                                                                               return 3; } int overloaded(double) { static ::scopegraft_rt::Site sg_site_7_163("overloaded", "main.cpp", 7, 163, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_163(sg_site_7_163);
#line 7
                                                                                                                                                                    return 4; } }
#include "<store>/headers/<hash>-c_api.h"
}
int main() { static ::scopegraft_rt::Site sg_site_10_12("main", "main.cpp", 10, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_12(sg_site_10_12);
#line 10
             std::printf("%d %d %d %d %d %d\n", single(1), in_block(), back(5), overloaded(1), overloaded(1.0), from_header()); }
