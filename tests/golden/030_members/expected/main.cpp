#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
struct B { virtual int v() const { static ::scopegraft_rt::Site sg_site_2_34("B::v", "main.cpp", 2, 34, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_34(sg_site_2_34);
#line 2
                                   return 1; } virtual ~B() { static ::scopegraft_rt::Site sg_site_2_61("B::~B", "main.cpp", 2, 61, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_61(sg_site_2_61);
#line 2
                                                             } };
struct D final : B {
  int v() const override final { static ::scopegraft_rt::Site sg_site_4_32("D::v", "main.cpp", 4, 32, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_4_32(sg_site_4_32);
#line 4
                                 return 2; }
  int out();
  static int s() { static ::scopegraft_rt::Site sg_site_6_18("D::s", "main.cpp", 6, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_6_18(sg_site_6_18);
#line 6
                   return 4; }
  int o() & { static ::scopegraft_rt::Site sg_site_7_13("D::o", "main.cpp", 7, 13, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_13(sg_site_7_13);
#line 7
              return 5; }
  int o() && { static ::scopegraft_rt::Site sg_site_8_14("D::o", "main.cpp", 8, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_14(sg_site_8_14);
#line 8
               return 6; }
  int o() const& { static ::scopegraft_rt::Site sg_site_9_18("D::o", "main.cpp", 9, 18, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_9_18(sg_site_9_18);
#line 9
                   return 7; }
  int w() volatile { static ::scopegraft_rt::Site sg_site_10_20("D::w", "main.cpp", 10, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_20(sg_site_10_20);
#line 10
                     return 8; }
  int n() noexcept { static ::scopegraft_rt::Site sg_site_11_20("D::n", "main.cpp", 11, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_11_20(sg_site_11_20);
#line 11
                     return 9; }
};
int D::out() { static ::scopegraft_rt::Site sg_site_13_14("D::out", "main.cpp", 13, 14, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_13_14(sg_site_13_14);
#line 13
               return 3; }
int main() { static ::scopegraft_rt::Site sg_site_14_12("main", "main.cpp", 14, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_14_12(sg_site_14_12);
#line 14
            
  D d; const D c{}; volatile D* x = &d;
  std::printf("%d%d%d%d%d%d%d%d%d\n", B().v(), d.v(), d.out(), D::s(), d.o(), D().o(), c.o(), x->w(), d.n());
}
