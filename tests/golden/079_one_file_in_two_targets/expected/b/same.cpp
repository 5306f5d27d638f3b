#include "<runtime>/scopegraft/graft.h"
#line 1 "b/same.cpp"
#define WIDE
#include "<store>/headers/<hash>-common.h"
#include <cstdio>
int a();
int main() { static ::scopegraft_rt::Site sg_site_5_12("main", "b/same.cpp", 5, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_12(sg_site_5_12);
#line 5
             std::printf("%d %d\n", a(), static_cast<int>(common())); }
