#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static int f(int x)
{ static ::scopegraft_rt::Site sg_site_3_1("f", "main.cpp", 3, 1, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_1(sg_site_3_1);
#line 3
 
  int y = x + 1;
  return y;
}
static int twice(int n) { static ::scopegraft_rt::Site sg_site_7_25("twice", "main.cpp", 7, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_25(sg_site_7_25);
#line 7
                          return n + f(n); }
struct Box {
  int value = 3;
  int get() const { static ::scopegraft_rt::Site sg_site_10_19("Box::get", "main.cpp", 10, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_19(sg_site_10_19);
#line 10
                   
    return value;
  }
};
int main() { static ::scopegraft_rt::Site sg_site_14_12("main", "main.cpp", 14, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_14_12(sg_site_14_12);
#line 14
            
  const Box box;
  int sum = f(1);
  sum += twice(sum);
  std::printf("%d\n", sum + box.get());
}
