#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdarg>
#include <cstdio>
static int sum(int n, ...) { static ::scopegraft_rt::Site sg_site_3_28("sum", "main.cpp", 3, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_28(sg_site_3_28);
#line 3
                             va_list list; va_start(list, n); int s = 0; while (n-- > 0) s += va_arg(list, int); va_end(list); return s; }
template <class... T> static int count(T...) { static ::scopegraft_rt::Site sg_site_4_46("count", "main.cpp", 4, 46, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_46(sg_site_4_46);
#line 4
                                               return static_cast<int>(sizeof...(T)); }
static int with_default(int (*f)() = [] { ::scopegraft_rt::ConstexprScope sg_scope_5_41("(lambda:5)", "main.cpp", 5, 41, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 5
                                          return 3; }) { static ::scopegraft_rt::Site sg_site_5_56("with_default", "main.cpp", 5, 56, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_56(sg_site_5_56);
#line 5
                                                         return f(); }
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             std::printf("%d %d %d\n", sum(3, 1, 2, 3), count(1, 'a', 2.0), with_default()); }
