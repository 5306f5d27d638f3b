#include "<runtime>/scopegraft/graft.h"
#include "<store>/headers/<hash>-base.h"
#line 1 "main.cpp"
#include "<store>/headers/<hash>-h.h"
#include <cstdio>
static const char* f() { static ::scopegraft_rt::Site sg_site_3_24("f", "main.cpp", 3, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_24(sg_site_3_24);
#line 3
                         return __FILE__; }
int main() { static ::scopegraft_rt::Site sg_site_4_12("main", "main.cpp", 4, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_12(sg_site_4_12);
#line 4
             std::printf("%s %s %s %d %d\n", f(), in_header(), __BASE_FILE__, __INCLUDE_LEVEL__, level()); }
