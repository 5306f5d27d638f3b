#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include "<store>/headers/<hash>-h.h"
#include <cstdio>
#define CHECK(x) ((x) ? __FILE__ : "")
static int selected() { static ::scopegraft_rt::Site sg_site_4_23("selected", "main.cpp", 4, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_23(sg_site_4_23);
#line 4
                        return 1; }
int main() { std::printf("%s %s %d\n", name(), FROM_MACRO, selected()); }
