#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
template <auto F> struct Holder { static int get() { static ::scopegraft_rt::Site sg_site_2_52("Holder::get", "main.cpp", 2, 52, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_52(sg_site_2_52);
#line 2
                                                     return F(3); } };
template <class T> concept Callable = requires(T t) { [](auto& x) { ::scopegraft_rt::ConstexprScope sg_scope_3_67("(lambda:3)", "main.cpp", 3, 67, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                                                    x(); }(t); };
using Type = decltype([] { ::scopegraft_rt::ConstexprScope sg_scope_4_26("(lambda:4)", "main.cpp", 4, 26, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                           return 1; });
template <class C = decltype([](int a, int b) { ::scopegraft_rt::ConstexprScope sg_scope_5_47("(lambda:5)", "main.cpp", 5, 47, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                                return a < b; })> static bool less(int a, int b) { static ::scopegraft_rt::Site sg_site_5_98("less", "main.cpp", 5, 98, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_98(sg_site_5_98);
#line 5
                                                                                                   return C()(a, b); }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
            
  auto l = [] { SCOPEGRAFT_RT_CONSTANT_LEAF(7_15, "main::(lambda:7)", "main.cpp", 7, 15, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 7
               };
  std::printf("%d %d %d %zu\n", Holder<[](int x) { ::scopegraft_rt::ConstexprScope sg_scope_8_50("main::(lambda:8)", "main.cpp", 8, 50, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 8
                                                   return x; }>::get(), Callable<decltype(l)>, less<>(1, 2), sizeof(Type));
}
