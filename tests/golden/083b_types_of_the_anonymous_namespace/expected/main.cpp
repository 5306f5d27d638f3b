#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>

namespace {
struct Hidden {
  int value() const { static ::scopegraft_rt::Site sg_site_5_21("(anonymous namespace)::Hidden::value", "main.cpp", 5, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_5_21(sg_site_5_21);
#line 5
                      return 3; }
};
}  // namespace

// GCC warns of it in a header, and must not here: behind #line it no longer knows the main file.
struct Visible {
  Hidden hidden;
  int value() const { static ::scopegraft_rt::Site sg_site_12_21("Visible::value", "main.cpp", 12, 21, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_12_21(sg_site_12_21);
#line 12
                      return hidden.value(); }
};

int main() { static ::scopegraft_rt::Site sg_site_15_12("main", "main.cpp", 15, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_15_12(sg_site_15_12);
#line 15
             std::printf("%d\n", Visible{}.value()); }
