#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
// C++20: objects of static storage whose constructors are constexpr are set before anything runs. The first that runs sees them.
static int peek();
static const int first = peek();
struct P { int v; constexpr P() : v(8) { SCOPEGRAFT_RT_CONSTANT(5_40, "P::P", "main.cpp", 5, 40, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                        } };
struct Q { int v; constexpr Q(int x) : v(x) { SCOPEGRAFT_RT_CONSTANT(6_45, "Q::Q", "main.cpp", 6, 45, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                             } };
constexpr int six() { SCOPEGRAFT_RT_CONSTANT(7_21, "six", "main.cpp", 7, 21, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                      return 6; }
struct U { int v = six(); };
struct L { int v = [] { SCOPEGRAFT_RT_CONSTANT(9_23, "L::(lambda:9)", "main.cpp", 9, 23, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 9
                        return 9; }(); };
struct W { P p; Q q{2}; };
static P a;
static P b{};
static Q c(3);
static Q d = 4;
static U g;
static U h{};
static P array[2];
static L l;
static W w;
static int peek() { static ::scopegraft_rt::Site sg_site_20_19("peek", "main.cpp", 20, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_20_19(sg_site_20_19);
#line 20
                   
  std::printf("%d %d %d %d %d %d %d %d %d %d\n", a.v, b.v, c.v, d.v, g.v, h.v, array[1].v, l.v, w.p.v, w.q.v);
  return 1;
}
int main(int count, char**) { static ::scopegraft_rt::Site sg_site_24_29("main", "main.cpp", 24, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_24_29(sg_site_24_29);
#line 24
                             
  const Q runs(count);
  std::printf("%d %d %d\n", first, runs.v, six());
}
