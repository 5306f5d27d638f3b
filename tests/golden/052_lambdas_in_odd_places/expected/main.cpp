#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
static const auto global = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(2_31, "(lambda:2)", "main.cpp", 2, 31, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                return [](int x) { SCOPEGRAFT_RT_CONSTANT_LEAF(2_50, "(lambda:2)::(lambda:2)", "main.cpp", 2, 50, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 2
                                                   return x + 1; }; }();
struct S { int v = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(3_23, "S::(lambda:3)", "main.cpp", 3, 23, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                        return 3; }(); static int s; int (*f)() = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(3_70, "S::(lambda:3)", "main.cpp", 3, 70, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                                                       return 4; }; };
int S::s = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(4_15, "S::(lambda:4)", "main.cpp", 4, 15, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                return 5; }();
template <class F> static int call(F f) { static ::scopegraft_rt::Site sg_site_5_41("call", "main.cpp", 5, 41, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_41(sg_site_5_41);
#line 5
                                          return f(); }
template <int N> struct T { static int get() { static ::scopegraft_rt::Site sg_site_6_46("T::get", "main.cpp", 6, 46, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_46(sg_site_6_46);
#line 6
                                               return [] { SCOPEGRAFT_RT_CONSTANT_LEAF(6_58, "T::get::(lambda:6)", "main.cpp", 6, 58, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 6
                                                           return N; }(); } };
static int defaulted(int x = [] { ::scopegraft_rt::ConstexprScope sg_scope_7_33("(lambda:7)", "main.cpp", 7, 33, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
                                  return 6; }()) { static ::scopegraft_rt::Site sg_site_7_50("defaulted", "main.cpp", 7, 50, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_50(sg_site_7_50);
#line 7
                                                   return x; }
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 8
            
  const int values[] = {[] { SCOPEGRAFT_RT_CONSTANT_LEAF(9_28, "main::(lambda:9)", "main.cpp", 9, 28, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 9
                             return 1; }(), [] { SCOPEGRAFT_RT_CONSTANT_LEAF(9_48, "main::(lambda:9)", "main.cpp", 9, 48, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 9
                                                 return 2; }()};
  std::printf("%d %d %d %d %d %d %d %d\n", global(1), S().v, S().f(), S::s, call([] { SCOPEGRAFT_RT_CONSTANT(10_85, "main::(lambda:10)", "main.cpp", 10, 85, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                                                                      return call([] { SCOPEGRAFT_RT_CONSTANT_LEAF(10_102, "main::(lambda:10)::(lambda:10)", "main.cpp", 10, 102, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 10
                                                                                                       return 7; }); }), T<8>::get(), defaulted(), values[1]);
  for (int i = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(11_19, "main::(lambda:11)", "main.cpp", 11, 19, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 11
                    return 0; }(); i < [] { SCOPEGRAFT_RT_CONSTANT_LEAF(11_43, "main::(lambda:11)", "main.cpp", 11, 43, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 11
                                            return 2; }(); ++i) std::printf("%d ", i);
  if (int x = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(12_18, "main::(lambda:12)", "main.cpp", 12, 18, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 12
                   return 9; }()) std::printf("%d\n", x);
}
