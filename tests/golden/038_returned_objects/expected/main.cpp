#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <memory>
#include <utility>
struct Fixed { int v; explicit Fixed(int x) : v(x) { static ::scopegraft_rt::Site sg_site_4_52("Fixed::Fixed", "main.cpp", 4, 52, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_52(sg_site_4_52);
#line 4
                                                    } Fixed(const Fixed&) = delete; Fixed& operator=(const Fixed&) = delete; };
struct Loud { int v; Loud() : v(1) { static ::scopegraft_rt::Site sg_site_5_36("Loud::Loud", "main.cpp", 5, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_36(sg_site_5_36);
#line 5
                                    } Loud(const Loud& o) : v(o.v) { static ::scopegraft_rt::Site sg_site_5_68("Loud::Loud", "main.cpp", 5, 68, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_68(sg_site_5_68);
#line 5
                                                                     std::puts("copied"); } Loud(Loud&& o) noexcept : v(o.v) { static ::scopegraft_rt::Site sg_site_5_126("Loud::Loud", "main.cpp", 5, 126, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_126(sg_site_5_126);
#line 5
                                                                                                                               std::puts("moved"); } };
static Fixed make() { static ::scopegraft_rt::Site sg_site_6_21("make", "main.cpp", 6, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_21(sg_site_6_21);
#line 6
                      return Fixed(3); }
static Loud named() { static ::scopegraft_rt::Site sg_site_7_21("named", "main.cpp", 7, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_21(sg_site_7_21);
#line 7
                      Loud l; l.v = 4; return l; }
static std::unique_ptr<int> owned() { static ::scopegraft_rt::Site sg_site_8_37("owned", "main.cpp", 8, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_8_37(sg_site_8_37);
#line 8
                                      return std::unique_ptr<int>(new int(5)); }
static int array[2] = {6, 7};
static int (&whole())[2] { static ::scopegraft_rt::Site sg_site_10_26("whole", "main.cpp", 10, 26, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_26(sg_site_10_26);
#line 10
                           return array; }
static int plus(int a) { static ::scopegraft_rt::Site sg_site_11_24("plus", "main.cpp", 11, 24, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_11_24(sg_site_11_24);
#line 11
                         return a + 1; }
static int (*function())(int) { static ::scopegraft_rt::Site sg_site_12_31("function", "main.cpp", 12, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_12_31(sg_site_12_31);
#line 12
                                return plus; }
static auto unnamed() { static ::scopegraft_rt::Site sg_site_13_23("unnamed", "main.cpp", 13, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_13_23(sg_site_13_23);
#line 13
                        struct { int a; int b; } r{8, 9}; return r; }
static std::pair<int, int> braces() { static ::scopegraft_rt::Site sg_site_14_37("braces", "main.cpp", 14, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_14_37(sg_site_14_37);
#line 14
                                      return {1, 2}; }
static const int& reference() { static ::scopegraft_rt::Site sg_site_15_31("reference", "main.cpp", 15, 31, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_15_31(sg_site_15_31);
#line 15
                                return array[1]; }
int main() { static ::scopegraft_rt::Site sg_site_16_12("main", "main.cpp", 16, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_16_12(sg_site_16_12);
#line 16
            
  std::printf("%d %d %d %d %d %d %d %d\n", make().v, named().v, *owned(), whole()[0], function()(1), unnamed().b, braces().second, reference());
}
