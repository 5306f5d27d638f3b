#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
constexpr int start(int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(2_28, "start", "main.cpp", 2, 28, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                             return x * 2; }
constinit int value = start(21);
constinit thread_local int local = [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(4_46, "(lambda:4)", "main.cpp", 4, 46, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                                               return x + 1; }(4);
struct S { int v; constexpr S() : v(start(1)) { SCOPEGRAFT_RT_CONSTANT_LEAF(5_47, "S::S", "main.cpp", 5, 47, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                               } };
constinit S object;
int main() { static ::scopegraft_rt::Site sg_site_7_12("main", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::printf("%d %d %d\n", value, local, object.v); }
