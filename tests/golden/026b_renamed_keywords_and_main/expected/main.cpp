#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <new>
#define private public
#define inline
#define main renamed_main
#define new new(std::nothrow)
class A { private: int x() { static ::scopegraft_rt::Site sg_site_7_28("A::x", "main.cpp", 7, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_28(sg_site_7_28);
#line 7
                             int* p = new int(3); int v = *p; delete p; return v; } };
inline int f() { static ::scopegraft_rt::Site sg_site_8_16("f", "main.cpp", 8, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_16(sg_site_8_16);
#line 8
                 return A().x(); }
int main() { static ::scopegraft_rt::Site sg_site_9_12("renamed_main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             std::printf("%d %s\n", f(), __func__); return 0; }
#undef main
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             return renamed_main(); }
