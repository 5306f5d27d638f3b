#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <cstdlib>
static int early() { static ::scopegraft_rt::Site sg_site_3_20("early", "main.cpp", 3, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_20(sg_site_3_20);
#line 3
                     std::puts("early"); return 1; }
static void late() { static ::scopegraft_rt::Site sg_site_4_20("late", "main.cpp", 4, 20, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_4_20(sg_site_4_20);
#line 4
                     std::puts("late"); }
struct Global { int v; Global() : v(early()) { static ::scopegraft_rt::Site sg_site_5_46("Global::Global", "main.cpp", 5, 46, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_46(sg_site_5_46);
#line 5
                                               std::puts("made"); } ~Global() { static ::scopegraft_rt::Site sg_site_5_79("Global::~Global", "main.cpp", 5, 79, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_5_79(sg_site_5_79);
#line 5
                                                                                late(); } };
static Global global;
struct Local { int v; Local() : v(2) { static ::scopegraft_rt::Site sg_site_7_38("Local::Local", "main.cpp", 7, 38, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_38(sg_site_7_38);
#line 7
                                       std::puts("thread local made"); } ~Local() { static ::scopegraft_rt::Site sg_site_7_83("Local::~Local", "main.cpp", 7, 83, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_7_83(sg_site_7_83);
#line 7
                                                                                    std::puts("thread local gone"); } };
static thread_local Local local;
static void at_exit() { static ::scopegraft_rt::Site sg_site_9_23("at_exit", "main.cpp", 9, 23, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_23(sg_site_9_23);
#line 9
                        std::puts("at exit"); }
static int lazy() { static ::scopegraft_rt::Site sg_site_10_19("lazy", "main.cpp", 10, 19, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_10_19(sg_site_10_19);
#line 10
                    static const Global inner; return inner.v; }
int main() { static ::scopegraft_rt::Site sg_site_11_12("main", "main.cpp", 11, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_11_12(sg_site_11_12);
#line 11
             std::atexit(at_exit); std::printf("%d %d %d\n", global.v, local.v, lazy()); }
