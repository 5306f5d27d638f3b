#include <cstdio>
#include <cstdlib>
[[noreturn]] static void leave(int code) { std::printf("leaving\n"); std::exit(code); }
__attribute__((const)) static int constant(int x) { return x; }
__attribute__((pure)) static int pure(const int* x) { return *x; }
__attribute__((no_instrument_function)) static int quiet() { return 1; }
__attribute__((always_inline)) static inline int always() { return 2; }
__attribute__((noinline, cold)) static int never() { return 3; }
__attribute__((flatten)) static int flat() { return always() + never(); }
__attribute__((section(".text.special"))) static int special() { return 4; }
__attribute__((naked)) static void bare() { __asm__("ret"); }
static int resolved_one() { return 5; }
extern "C" int (*resolver())(); extern "C" int (*resolver())() { return resolved_one; }
static int resolved() __attribute__((ifunc("resolver")));
static int early_value;
__attribute__((constructor)) static void early() { early_value = 6; }
__attribute__((destructor)) static void late() { std::puts("late"); }
[[nodiscard]] static int checked() { return 7; }
[[gnu::unused]] static int unused() { return 8; }
int main() {
  int x = 9;
  bare();
  std::printf("%d %d %d %d %d %d %d %d %d\n", constant(1), pure(&x), quiet(), always(), flat(), special(), resolved(), early_value, checked());
  leave(3);
}
