#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#define NAME first
#include "<store>/headers/<hash>-t.h"
#undef NAME
#define NAME second
#define WIDE
#include "<store>/headers/<hash>-t.h"
#include <cstdio>
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 8
             std::printf("%d %ld\n", first(1), second(2)); }
