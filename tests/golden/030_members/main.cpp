#include <cstdio>
struct B { virtual int v() const { return 1; } virtual ~B() {} };
struct D final : B {
  int v() const override final { return 2; }
  int out();
  static int s() { return 4; }
  int o() & { return 5; }
  int o() && { return 6; }
  int o() const& { return 7; }
  int w() volatile { return 8; }
  int n() noexcept { return 9; }
};
int D::out() { return 3; }
int main() {
  D d; const D c{}; volatile D* x = &d;
  std::printf("%d%d%d%d%d%d%d%d%d\n", B().v(), d.v(), d.out(), D::s(), d.o(), D().o(), c.o(), x->w(), d.n());
}
