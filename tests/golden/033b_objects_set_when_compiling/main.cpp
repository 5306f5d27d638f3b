#include <cstdio>
// C++20: objects of static storage whose constructors are constexpr are set before anything runs. The first that runs sees them.
static int peek();
static const int first = peek();
struct P { int v; constexpr P() : v(8) {} };
struct Q { int v; constexpr Q(int x) : v(x) {} };
constexpr int six() { return 6; }
struct U { int v = six(); };
struct L { int v = [] { return 9; }(); };
struct W { P p; Q q{2}; };
static P a;
static P b{};
static Q c(3);
static Q d = 4;
static U g;
static U h{};
static P array[2];
static L l;
static W w;
static int peek() {
  std::printf("%d %d %d %d %d %d %d %d %d %d\n", a.v, b.v, c.v, d.v, g.v, h.v, array[1].v, l.v, w.p.v, w.q.v);
  return 1;
}
int main(int count, char**) {
  const Q runs(count);
  std::printf("%d %d %d\n", first, runs.v, six());
}
