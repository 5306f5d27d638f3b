#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include "<store>/headers/<hash>-rel.h"
#include "<store>/headers/<hash>-deep.h"
#include "<store>/headers/<hash>-next.h"
#define COMPUTED "computed.h"
#ifdef COMPUTED
#endif
#line 5
#include "<store>/headers/<hash>-computed.h"
#if __has_include("<case>/./rel.h") && !__has_include("none.h")
#include <cstdio>
#endif
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             std::printf("%d %d %d %d %d %s\n", rel(), deep(), next(), next2(), computed(), quoted()); }
