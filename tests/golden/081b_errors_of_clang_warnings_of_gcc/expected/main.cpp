#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>

// Clang's errors by default: `register` since C++17, and a narrowing that GCC only warns of.
int twice(int n) { static ::scopegraft_rt::Site sg_site_4_18("twice", "main.cpp", 4, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_18(sg_site_4_18);
#line 4
                  
  register int m = n;
  return m + n;
}

int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
            
  const double half = 0.5;
  int n = 7;
  unsigned char small[] = {n};
  std::printf("%d %d\n", twice(3), small[0] + int(2 * half));
}
