#include "lib.h"
static int value(int n) { return n; }
static int total = 0;
struct Holder {
  explicit Holder(int n) : kept(n) {}
  lib::Heavy made() const { return lib::heavy(kept); }
  int kept;
};
static void in_statements(int n) {
  lib::nothing(n);
  lib::number(n); lib::number(0.5); lib::heavy(n);
  if (lib::number(n)) total += lib::number(n); else lib::nothing(0);
  for (int i = lib::number(0); i < lib::number(2); lib::nothing(++i)) total += i;
  while (lib::number(n) > 5) --n;
  do { n = lib::number(n) - 1; } while (lib::number(n) > 3);
  switch (lib::number(n)) { case 3: lib::nothing(3); break; default: lib::nothing(4); }
  n > 1 ? lib::nothing(1) : lib::nothing(2);
  (void)lib::must_use(n);
  lib::must_use(n);
}
static void in_declarations() {
  lib::Heavy first = lib::heavy(1);
  lib::Heavy second(lib::heavy(2));
  const lib::Heavy& third = lib::heavy(3);
  lib::Heavy fourth = value(1) ? lib::heavy(4) : lib::heavy(5);
  const int& fifth = lib::heavy(6).value;
  auto sixth = lib::number(1.0);
  auto&& seventh = lib::pass(lib::heavy(7));
  static int eighth = lib::number(8);
  std::printf("%d %d %d %d %d %g %d\n", first.value, second.value, third.value, fourth.value, fifth, sixth, eighth);
  total += static_cast<int>(sizeof seventh);
}
static void in_expressions(lib::Box& box, const lib::Box& fixed) {
  box.at(0) = lib::number(4) + lib::number(value(5)) * lib_c(value(6));
  total += lib::look(lib::heavy(8)) + lib::heavy(9).size() + lib::take(lib::heavy(10));
  total += box.self().self().at(lib::number(1)) + fixed.at(2) + (&box)->at(0) + lib::Box::count(1) + box.count(2);
  std::string words = lib::text("a") + lib::text(lib::raw(std::string("b")));
  words += lib::text("c");
  char line[64];
  const int length = lib_print(line, sizeof line, "%s %d %g", words.c_str(), lib::number(3), lib::number(1.5));
  std::printf("%d %s %d\n", total, line, length);
}
static int in_returns(int n) {
  if (n == 0) return lib::number(n);
  return lib::number(lib::number(lib::number(n)));
}
static void in_void_return(int n) { return lib::nothing(lib::number(n)); }
static void with_exceptions() {
  for (int i = 0; i < 4; ++i) {
    try {
      total += lib::fails(value(i)) + lib::number(1);
    } catch (int caught) {
      lib::nothing(caught);
    }
  }
}
int main() {
  in_statements(7);
  in_declarations();
  lib::Box box;
  in_expressions(box, box);
  in_void_return(in_returns(0) + in_returns(9));
  with_exceptions();
  std::printf("%d %d\n", total, Holder(3).made().value);
}
