#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct B {
  int v;
  explicit B(int x) noexcept(false) : v(x) { static ::scopegraft_rt::Site sg_site_4_44("B::B", "main.cpp", 4, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_44(sg_site_4_44);
#line 4
                                            }
  B() : B(5) { static ::scopegraft_rt::Site sg_site_5_14("B::B", "main.cpp", 5, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_14(sg_site_5_14);
#line 5
               v++; }
  B(const B& o) : v(o.v) { static ::scopegraft_rt::Site sg_site_6_26("B::B", "main.cpp", 6, 26, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_26(sg_site_6_26);
#line 6
                           std::puts("copy"); }
  B(B&& o) noexcept : v(o.v) { static ::scopegraft_rt::Site sg_site_7_30("B::B", "main.cpp", 7, 30, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_30(sg_site_7_30);
#line 7
                               std::puts("move"); }
  B& operator=(const B& o) { static ::scopegraft_rt::Site sg_site_8_28("B::operator=", "main.cpp", 8, 28, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_28(sg_site_8_28);
#line 8
                             v = o.v; return *this; }
  virtual ~B() { static ::scopegraft_rt::Site sg_site_9_16("B::~B", "main.cpp", 9, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_16(sg_site_9_16);
#line 9
                 std::printf("~%d\n", v); }
};
struct D : B { using B::B; };
int main() { static ::scopegraft_rt::Site sg_site_12_12("main", "main.cpp", 12, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_12_12(sg_site_12_12);
#line 12
             B b; D d(7); B c(b); B e(static_cast<B&&>(c)); e = d; std::printf("%d %d\n", b.v, e.v); }
