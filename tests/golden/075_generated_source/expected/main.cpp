#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#line 1 "parser.y"
#include <cstdio>
int parse(int x);
#line 12 "parser.y"
int parse(int x) { static ::scopegraft_rt::Site sg_site_5_18("parse", "main.cpp", 5, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_18(sg_site_5_18);
#line 12
                  
  return x + __LINE__; }
#line 9 "main.cpp"
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 9
             std::printf("%d %s\n", parse(1), __FILE__); }
