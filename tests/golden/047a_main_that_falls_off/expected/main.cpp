#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
namespace other { int main(); int main() { static ::scopegraft_rt::Site sg_site_2_42("other::main", "main.cpp", 2, 42, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_42(sg_site_2_42);
#line 2
                                           return 1; } }
struct S { int main() { static ::scopegraft_rt::Site sg_site_3_23("S::main", "main.cpp", 3, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_23(sg_site_3_23);
#line 3
                        return 2; } };
int main(int argc, char** argv) { static ::scopegraft_rt::Site sg_site_4_33("main", "main.cpp", 4, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_33(sg_site_4_33);
#line 4
                                  std::printf("%d %d %d %d\n", other::main(), S().main(), argc, argv[argc] == nullptr); }
