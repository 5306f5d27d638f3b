#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
extern "C" {
#include "<store>/headers/<hash>-c.h"
}
namespace wrapped {
#include "<store>/headers/<hash>-c.h"
}
struct Holder {
#include "<store>/headers/<hash>-member.inc"
};
static int in_body() { static ::scopegraft_rt::Site sg_site_11_22("in_body", "main.cpp", 11, 22, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_22(sg_site_11_22);
#line 11
                      
#include "<store>/headers/<hash>-statements.inc"
}
int main() { static ::scopegraft_rt::Site sg_site_14_12("main", "main.cpp", 14, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_14_12(sg_site_14_12);
#line 14
             std::printf("%d %d %d %d\n", c_function(), wrapped::c_function(), Holder().member(), in_body()); }
