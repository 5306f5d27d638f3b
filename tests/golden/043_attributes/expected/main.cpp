#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
#include <cstdlib>
[[noreturn]] static void leave(int code) { static ::scopegraft_rt::Site sg_site_3_42("leave", "main.cpp", 3, 42, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_42(sg_site_3_42);
#line 3
                                           std::printf("leaving\n"); std::exit(code); }
__attribute__((const)) static int constant(int x) { return x; }
__attribute__((pure)) static int pure(const int* x) { return *x; }
__attribute__((no_instrument_function)) static int quiet() { return 1; }
__attribute__((always_inline)) static inline int always() { static ::scopegraft_rt::Site sg_site_7_59("always", "main.cpp", 7, 59, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_7_59(sg_site_7_59);
#line 7
                                                            return 2; }
__attribute__((noinline, cold)) static int never() { static ::scopegraft_rt::Site sg_site_8_52("never", "main.cpp", 8, 52, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_8_52(sg_site_8_52);
#line 8
                                                     return 3; }
__attribute__((flatten)) static int flat() { static ::scopegraft_rt::Site sg_site_9_44("flat", "main.cpp", 9, 44, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_9_44(sg_site_9_44);
#line 9
                                             return always() + never(); }
__attribute__((section(".text.special"))) static int special() { static ::scopegraft_rt::Site sg_site_10_64("special", "main.cpp", 10, 64, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_10_64(sg_site_10_64);
#line 10
                                                                 return 4; }
__attribute__((naked)) static void bare() { __asm__("ret"); }
static int resolved_one() { static ::scopegraft_rt::Site sg_site_12_27("resolved_one", "main.cpp", 12, 27, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_12_27(sg_site_12_27);
#line 12
                            return 5; }
extern "C" int (*resolver())(); extern "C" int (*resolver())() { return resolved_one; }
static int resolved() __attribute__((ifunc("resolver")));
static int early_value;
__attribute__((constructor)) static void early() { static ::scopegraft_rt::Site sg_site_16_50("early", "main.cpp", 16, 50, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_16_50(sg_site_16_50);
#line 16
                                                   early_value = 6; }
__attribute__((destructor)) static void late() { static ::scopegraft_rt::Site sg_site_17_48("late", "main.cpp", 17, 48, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_17_48(sg_site_17_48);
#line 17
                                                 std::puts("late"); }
[[nodiscard]] static int checked() { static ::scopegraft_rt::Site sg_site_18_36("checked", "main.cpp", 18, 36, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_18_36(sg_site_18_36);
#line 18
                                     return 7; }
[[gnu::unused]] static int unused() { static ::scopegraft_rt::Site sg_site_19_37("unused", "main.cpp", 19, 37, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_19_37(sg_site_19_37);
#line 19
                                      return 8; }
int main() { static ::scopegraft_rt::Site sg_site_20_12("main", "main.cpp", 20, 12, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_20_12(sg_site_20_12);
#line 20
            
  int x = 9;
  bare();
  std::printf("%d %d %d %d %d %d %d %d %d\n", constant(1), pure(&x), quiet(), always(), flat(), special(), resolved(), early_value, checked());
  leave(3);
}
