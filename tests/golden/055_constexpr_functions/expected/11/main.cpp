#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
constexpr int one(int x) { return x + 1; }
static_assert(one(1) == 2, "");
struct P { int v; constexpr explicit P(int x) : v(x) {} constexpr int get() const { return v; } };
static_assert(P(3).get() == 3, "");
template <class T> constexpr T same(T x) { return x; }
static_assert(same(4) == 4, "");
static int plain(int x) { static ::scopegraft_rt::Site sg_site_8_25("plain", "main.cpp", 8, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_25(sg_site_8_25);
#line 8
                          return x; }
int main() { static ::scopegraft_rt::Site sg_site_9_12("main", "main.cpp", 9, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_12(sg_site_9_12);
#line 9
             std::printf("%d %d %d %d\n", one(plain(1)), P(plain(3)).get(), same(plain(4)), plain(5)); }
