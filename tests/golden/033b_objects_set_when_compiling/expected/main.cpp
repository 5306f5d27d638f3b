#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
// C++20: objects of static storage whose constructors are constexpr are set before anything runs. The first that runs sees them.
static int peek();
static const int first = peek();
constexpr int six() { SCOPEGRAFT_RT_CONSTANT_LEAF(5_21, "six", "main.cpp", 5, 21, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                      return 6; }
struct P { int v; constexpr P() : v(8) { SCOPEGRAFT_RT_CONSTANT_LEAF(6_40, "P::P", "main.cpp", 6, 40, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                        } };
struct Q { int v; constexpr Q(int x) : v(x) { SCOPEGRAFT_RT_CONSTANT_LEAF(7_45, "Q::Q", "main.cpp", 7, 45, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                             } };
struct U { int v = six(); };
struct L { int v = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(9_23, "L::(lambda:9)", "main.cpp", 9, 23, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 9
                        return 9; }(); };
struct D { int v; constexpr D(int x = [] { return 5; }()) : v(x) { SCOPEGRAFT_RT_CONSTANT_LEAF(10_66, "D::D", "main.cpp", 10, 66, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                                                  } };
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
static D defaulted;
thread_local P local;
template <class T> struct Held { static T t; };
template <class T> T Held<T>::t;
struct Inline { static inline P p; static inline Q q{3}; static L l; };
L Inline::l;
static int peek() { static ::scopegraft_rt::Site sg_site_27_19("peek", "main.cpp", 27, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_27_19(sg_site_27_19);
#line 27
                   
  std::printf("%d %d %d %d %d %d %d %d %d %d\n", a.v, b.v, c.v, d.v, g.v, h.v, array[1].v, l.v, w.p.v, w.q.v);
  std::printf("%d %d %d %d %d %d %d\n", defaulted.v, local.v, Held<P>::t.v, Held<L>::t.v, Inline::p.v, Inline::q.v, Inline::l.v);
  return 1;
}
static int within() { static ::scopegraft_rt::Site sg_site_32_21("within", "main.cpp", 32, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_32_21(sg_site_32_21);
#line 32
                     
  static const P once;
  const P p;
  const L in;
  const auto add = [](int n) { SCOPEGRAFT_RT_CONSTANT(36_30, "within::(lambda:36)", "main.cpp", 36, 30, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 36
                               return six() + n; };
  return once.v + p.v + in.v + add(2);
}
int main(int count, char**) { static ::scopegraft_rt::Site sg_site_39_29("main", "main.cpp", 39, 29, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_39_29(sg_site_39_29);
#line 39
                             
  const Q runs(count);
  std::printf("%d %d %d %d\n", first, runs.v, six(), within());
}
