#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static const unsigned char data[] = {
#embed "<case>/./data.bin"
};
int main() { static ::scopegraft_rt::Site sg_site_5_12("main", "main.cpp", 5, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_12(sg_site_5_12);
#line 5
             std::printf("%zu %c\n", sizeof data, data[0]); }
