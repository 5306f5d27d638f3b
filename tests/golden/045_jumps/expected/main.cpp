#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int loop(int n) { static ::scopegraft_rt::Site sg_site_2_24("loop", "main.cpp", 2, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_24(sg_site_2_24);
#line 2
                         again: if (n > 3) { n--; goto again; } return n; }
static int out(int n) { static ::scopegraft_rt::Site sg_site_3_23("out", "main.cpp", 3, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_23(sg_site_3_23);
#line 3
                        { if (n) goto end; n = 5; } end: return n; }
static int duff(int n) { static ::scopegraft_rt::Site sg_site_4_24("duff", "main.cpp", 4, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_24(sg_site_4_24);
#line 4
                         int i = 0; switch (n % 4) { case 0: do { i++; [[fallthrough]]; case 3: i++; [[fallthrough]]; case 2: i++; [[fallthrough]]; case 1: i++; } while ((n -= 4) > 0); } return i; }
static int computed(int n) { static ::scopegraft_rt::Site sg_site_5_28("computed", "main.cpp", 5, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_28(sg_site_5_28);
#line 5
                             static const void* const table[] = {&&a, &&b}; goto* table[n]; a: return 1; b: return 2; }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%d %d %d %d %d\n", loop(9), out(0), duff(7), computed(0), computed(1)); }
