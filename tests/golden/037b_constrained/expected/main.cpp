#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <concepts>
#include <cstdio>
static auto abbreviated(std::integral auto x) { static ::scopegraft_rt::Site sg_site_3_47("abbreviated", "main.cpp", 3, 47, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_47(sg_site_3_47);
#line 3
                                                return x + 1; }
template <class T> requires std::integral<T> static T before(T x) { static ::scopegraft_rt::Site sg_site_4_67("before", "main.cpp", 4, 67, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_67(sg_site_4_67);
#line 4
                                                                    return x; }
template <class T> static T after(T x) requires (sizeof(T) > 1) { static ::scopegraft_rt::Site sg_site_5_65("after", "main.cpp", 5, 65, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_65(sg_site_5_65);
#line 5
                                                                  return x; }
template <class T> struct S { int only() const requires std::same_as<T, int> { static ::scopegraft_rt::Site sg_site_6_78("S::only", "main.cpp", 6, 78, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_78(sg_site_6_78);
#line 6
                                                                               return 4; } };
static auto both(auto x, auto... rest) requires (sizeof...(rest) < 3) { static ::scopegraft_rt::Site sg_site_7_71("both", "main.cpp", 7, 71, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_71(sg_site_7_71);
#line 7
                                                                        return (x + ... + rest); }
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 8
             std::printf("%d %d %d %d %d\n", abbreviated(1), before(2), after(3), S<int>().only(), both(1, 2, 3)); }
