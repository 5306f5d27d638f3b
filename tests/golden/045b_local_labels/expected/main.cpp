#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>

static int count_to(int n) {
  __label__ again, done; static ::scopegraft_rt::Site sg_site_4_24("count_to", "main.cpp", 4, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_24(sg_site_4_24);
#line 4
                        
  int i = 0;
again:
  if (i == n) goto done;
  ++i;
  goto again;
done:
  std::printf("line %d\n", __LINE__);
  return i;
}

static int twice(int n) { __label__ a; __label__ b; static ::scopegraft_rt::Site sg_site_15_51("twice", "main.cpp", 15, 51, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_15_51(sg_site_15_51);
#line 15
                                                    goto b; a: return 2 * n; b: goto a; }

int main() { static ::scopegraft_rt::Site sg_site_17_12("main", "main.cpp", 17, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_17_12(sg_site_17_12);
#line 17
            
  const auto in_lambda = [](int n) {
    __label__ out; SCOPEGRAFT_RT_CONSTANT(19_18, "main::(lambda:18)", "main.cpp", 19, 18, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 19
                  
    if (n > 1) goto out;
    return 0;
  out:
    return n;
  };
  std::printf("%d %d %d\n", count_to(3), twice(4), in_lambda(5));
}
