#include <cstdio>
#include <stdexcept>
struct Thrower { explicit Thrower(bool t) { if (t) throw std::runtime_error("member"); } };
struct S {
  Thrower t; int v;
  explicit S(bool x) try : t(x), v(1) { if (v > 1) throw 1; } catch (const std::exception& e) { std::puts(e.what()); throw; }
  ~S() try { std::puts("gone"); } catch (...) { }
};
static int f(int x) try { if (x > 1) throw x; if (x > 0) throw 1L; return 0; }
catch (int i) { return i; }
catch (long) { return -1; }
catch (...) { return -2; }
int main() try {
  std::printf("%d %d %d\n", f(0), f(1), f(2));
  S a(false);
  S b(true);
} catch (const std::exception&) { std::puts("caught"); return 0; }
