#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include "scopegraft/scopegraft.h"
SCOPEGRAFT_PROFILE(name = "first", sample_rate = 1)
static int one() { static ::scopegraft_rt::Site sg_site_4_18("one", "main.cpp", 4, 18, "name=first;rate=1;exceptions;rule=main.cpp:3:1"); ::scopegraft_rt::LeafScope sg_scope_4_18(sg_site_4_18);
#line 4
                   return 1; }
SCOPEGRAFT_PROFILE(off) static int two() { return 2; }
SCOPEGRAFT_PROFILE(track_exceptions = false) [[nodiscard]] static int three();
static int three() { static ::scopegraft_rt::Site sg_site_7_20("three", "main.cpp", 7, 20, "rate=auto;rule=main.cpp:6:1"); ::scopegraft_rt::LeafScope sg_scope_7_20(sg_site_7_20);
#line 7
                     return 3; }
template <class T> SCOPEGRAFT_PROFILE(name = "template") T four(T x) { static ::scopegraft_rt::Site sg_site_8_70("four", "main.cpp", 8, 70, "name=template;rate=auto;exceptions;rule=main.cpp:8:20"); ::scopegraft_rt::Scope sg_scope_8_70(sg_site_8_70);
#line 8
                                                                       return x; }
SCOPEGRAFT_PROFILE(name = "before") template <class T> T five(T x) { static ::scopegraft_rt::Site sg_site_9_68("five", "main.cpp", 9, 68, "name=before;rate=auto;exceptions;rule=main.cpp:9:1"); ::scopegraft_rt::Scope sg_scope_9_68(sg_site_9_68);
#line 9
                                                                     return x; }
struct SCOPEGRAFT_PLAIN_NAME { SCOPEGRAFT_PROFILE(off) int six() { return 6; } int seven() { static ::scopegraft_rt::Site sg_site_10_92("SCOPEGRAFT_PLAIN_NAME::seven", "main.cpp", 10, 92, "rate=auto;exceptions;rule=rules.yaml:3:21"); ::scopegraft_rt::LeafScope sg_scope_10_92(sg_site_10_92);
#line 10
                                                                                             return 7; } };
SCOPEGRAFT_PROFILE(sample_rate = 0.5) class Class { public: int eight() { static ::scopegraft_rt::Site sg_site_11_73("Class::eight", "main.cpp", 11, 73, "rate=0.5;exceptions;rule=main.cpp:11:1"); ::scopegraft_rt::LeafScope sg_scope_11_73(sg_site_11_73);
#line 11
                                                                          return 8; } };
int main() { std::printf("%d%d%d%d%d%d%d%d\n", one(), two(), three(), four(4), five(5), SCOPEGRAFT_PLAIN_NAME().six(), SCOPEGRAFT_PLAIN_NAME().seven(), Class().eight()); }
