#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <stdexcept>
struct Thrower { explicit Thrower(bool t) { static ::scopegraft_rt::Site sg_site_3_43("Thrower::Thrower", "main.cpp", 3, 43, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_43(sg_site_3_43);
#line 3
                                            if (t) throw std::runtime_error("member"); } };
struct S {
  Thrower t; int v;
  explicit S(bool x) try : t(x), v(1) { static ::scopegraft_rt::Site sg_site_6_39("S::S", "main.cpp", 6, 39, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_6_39(sg_site_6_39);
#line 6
                                        if (v > 1) throw 1; } catch (const std::exception& e) { std::puts(e.what()); throw; }
  ~S() try { static ::scopegraft_rt::Site sg_site_7_12("S::~S", "main.cpp", 7, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_12(sg_site_7_12);
#line 7
             std::puts("gone"); } catch (...) { }
};
static int f(int x) try { static ::scopegraft_rt::Site sg_site_9_25("f", "main.cpp", 9, 25, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_25(sg_site_9_25);
#line 9
                          if (x > 1) throw x; if (x > 0) throw 1L; return 0; }
catch (int i) { return i; }
catch (long) { return -1; }
catch (...) { return -2; }
int main() try { static ::scopegraft_rt::Site sg_site_13_16("main", "main.cpp", 13, 16, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_13_16(sg_site_13_16);
#line 13
                
  std::printf("%d %d %d\n", f(0), f(1), f(2));
  S a(false);
  S b(true);
} catch (const std::exception&) { std::puts("caught"); return 0; }
