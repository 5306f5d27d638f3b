#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
class F { friend int friendly(const F& f) { static ::scopegraft_rt::Site sg_site_2_43("friendly", "main.cpp", 2, 43, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_43(sg_site_2_43);
#line 2
                                            return f.v; } int v = 2; public: int local() { static ::scopegraft_rt::Site sg_site_2_90("F::local", "main.cpp", 2, 90, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_2_90(sg_site_2_90);
#line 2
                                                                                           struct L { int m() { static ::scopegraft_rt::Site sg_site_2_111("F::local::L::m", "main.cpp", 2, 111, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_111(sg_site_2_111);
#line 2
                                                                                                                return 3; } static int s() { static ::scopegraft_rt::Site sg_site_2_140("F::local::L::s", "main.cpp", 2, 140, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_140(sg_site_2_140);
#line 2
                                                                                                                                             return 4; } }; return L().m() + L::s(); } };
template <class T> struct Outer { struct Inner { int m() { static ::scopegraft_rt::Site sg_site_3_58("Outer::Inner::m", "main.cpp", 3, 58, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_58(sg_site_3_58);
#line 3
                                                           return 5; } T out(T); }; template <class U> int both(U) { static ::scopegraft_rt::Site sg_site_3_116("Outer::both", "main.cpp", 3, 116, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_116(sg_site_3_116);
#line 3
                                                                                                                     return 6; } friend int of(Outer) { static ::scopegraft_rt::Site sg_site_3_151("of", "main.cpp", 3, 151, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_3_151(sg_site_3_151);
#line 3
                                                                                                                                                        return 7; } };
template <class T> T Outer<T>::Inner::out(T x) { static ::scopegraft_rt::Site sg_site_4_48("Outer::Inner::out", "main.cpp", 4, 48, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_48(sg_site_4_48);
#line 4
                                                 return x; }
typedef struct { int m() const { static ::scopegraft_rt::Site sg_site_5_32("Alias::m", "main.cpp", 5, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_32(sg_site_5_32);
#line 5
                                 return 8; } } Alias;
int main() { static ::scopegraft_rt::Site sg_site_6_12("main", "main.cpp", 6, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_12(sg_site_6_12);
#line 6
             F f; Outer<int>::Inner i; Alias a; std::printf("%d %d %d %d %d %d %d\n", friendly(f), f.local(), i.m(), i.out(9), Outer<int>().both('c'), of(Outer<int>()), a.m()); }
