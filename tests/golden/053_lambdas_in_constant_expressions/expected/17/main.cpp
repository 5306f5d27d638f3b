#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
constexpr auto twice = [](int x) { return x * 2; };
static_assert(twice(2) == 4, "constant");
static_assert([] { return true; }(), "immediate");
template <int N> struct Int { static constexpr int value = N; };
constexpr int eight = [](int x) { return x * x; }(2) * 2;
constexpr int nested() { return [] { return [] { return 5; }(); }(); }
static_assert(nested() == 5, "nested");
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
            
  const auto run_time = [](int x) { static ::scopegraft_rt::Site sg_site_10_35("main::(lambda:10)", "main.cpp", 10, 35, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_35(sg_site_10_35);
#line 10
                                    return x + 1; };
  std::printf("%d %d %d %d\n", twice(3), Int<eight>::value, nested(), run_time(1));
}
