#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <array>
#include <cstdio>
constexpr unsigned hash(const char* s) { SCOPEGRAFT_RT_CONSTANT_LEAF(3_40, "hash", "main.cpp", 3, 40, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 3
                                         unsigned h = 5381; for (; *s; ++s) h = h * 33 + static_cast<unsigned char>(*s); return h; }
constexpr auto table = [] { SCOPEGRAFT_RT_CONSTANT(4_27, "(lambda:4)", "main.cpp", 4, 27, "rate=auto;exceptions;rule=rules.yaml:3:14");
#line 4
                            std::array<int, 4> a{}; for (int i = 0; i < 4; ++i) a[static_cast<unsigned>(i)] = i * i; return a; }();
int main(int argc, char** argv) { static ::scopegraft_rt::Site sg_site_5_33("main", "main.cpp", 5, 33, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_33(sg_site_5_33);
#line 5
                                 
  switch (hash(argc > 5 ? argv[1] : "b")) { case hash("a"): std::puts("a"); break; case hash("b"): std::puts("b"); break; default: std::puts("?"); }
  int fixed[hash("x") % 7 + 1] = {};
  std::printf("%zu %d\n", sizeof fixed / sizeof fixed[0], table[3]);
}
