#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
namespace app { static int load_a() { static ::scopegraft_rt::Site sg_site_2_37("app::load_a", "main.cpp", 2, 37, "rate=1;exceptions;rule=rules.yaml:12:14"); ::scopegraft_rt::LeafScope sg_scope_2_37(sg_site_2_37);
#line 2
                                      return 1; } static int load_b() { static ::scopegraft_rt::Site sg_site_2_71("app::load_b", "main.cpp", 2, 71, "name=second%3B load;rate=1;exceptions;context=operation:a%2C b;rule=rules.yaml:14:14"); ::scopegraft_rt::LeafScope sg_scope_2_71(sg_site_2_71);
#line 2
                                                                        return 2; } static int _private() { return 3; } struct Store { Store() {} int put() { static ::scopegraft_rt::Site sg_site_2_157("app::Store::put", "main.cpp", 2, 157, "rate=0.25;exceptions;rule=rules.yaml:8:14"); ::scopegraft_rt::LeafScope sg_scope_2_157(sg_site_2_157);
#line 2
                                                                                                                                                              return 4; } int get() { return 5; } }; }
int main() { app::Store s; std::printf("%d %d %d %d %d\n", app::load_a(), app::load_b(), app::_private(), s.put(), s.get()); }
