#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <type_traits>
template <class T> static int kind(T) { static ::scopegraft_rt::Site sg_site_3_39("kind", "main.cpp", 3, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_39(sg_site_3_39);
#line 3
                                        if constexpr (std::is_integral_v<T>) { return 1; } else { return 2; } }
template <class T> static auto has(int) -> decltype(T().size(), true) { static ::scopegraft_rt::Site sg_site_4_71("has", "main.cpp", 4, 71, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_71(sg_site_4_71);
#line 4
                                                                        return true; }
template <class T> static bool has(...) { static ::scopegraft_rt::Site sg_site_5_41("has", "main.cpp", 5, 41, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_41(sg_site_5_41);
#line 5
                                          return false; }
struct Sized { int size() { static ::scopegraft_rt::Site sg_site_6_27("Sized::size", "main.cpp", 6, 27, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_27(sg_site_6_27);
#line 6
                            return 3; } };
static_assert(noexcept(Sized()) && std::is_same_v<decltype(kind(1)), int>);
int main() { static ::scopegraft_rt::Site sg_site_8_12("main", "main.cpp", 8, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_12(sg_site_8_12);
#line 8
             std::printf("%d %d %d %d\n", kind(1), kind(1.0), has<Sized>(0), has<int>(0)); }
