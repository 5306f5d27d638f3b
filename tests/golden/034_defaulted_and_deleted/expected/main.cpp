#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <compare>
#include <cstdio>
struct A {
  A() = default;
  A(const A&) = delete;
  A& operator=(const A&) = delete;
  ~A();
  auto operator<=>(const A&) const = default;
  virtual int pure() const = 0;
  void none() = delete;
  int x = 1;
};
A::~A() = default;
int A::pure() const { static ::scopegraft_rt::Site sg_site_14_21("A::pure", "main.cpp", 14, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_14_21(sg_site_14_21);
#line 14
                      return 3; }
struct D : A { int pure() const override { static ::scopegraft_rt::Site sg_site_15_42("D::pure", "main.cpp", 15, 42, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_15_42(sg_site_15_42);
#line 15
                                           return A::pure() + 1; } };
int main() { static ::scopegraft_rt::Site sg_site_16_12("main", "main.cpp", 16, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_16_12(sg_site_16_12);
#line 16
             D d; D e; std::printf("%d %d\n", d.pure(), d.x == e.x); }
