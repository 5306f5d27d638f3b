#include <cstdio>
// C++20: objects of static storage whose constructors are constexpr are set before anything runs. The first that runs sees them.
static int peek();
static const int first = peek();
constexpr int six() { return 6; }
struct P { int v; constexpr P() : v(8) {} };
struct Q { int v; constexpr Q(int x) : v(x) {} };
struct U { int v = six(); };
struct L { int v = [] { return 9; }(); };
struct D { int v; constexpr D(int x = [] { return 5; }()) : v(x) {} };
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
static D defaulted;
thread_local P local;
template <class T> struct Held { static T t; };
template <class T> T Held<T>::t;
struct Inline { static inline P p; static inline Q q{3}; static L l; };
L Inline::l;
static int peek() {
  std::printf("%d %d %d %d %d %d %d %d %d %d\n", a.v, b.v, c.v, d.v, g.v, h.v, array[1].v, l.v, w.p.v, w.q.v);
  std::printf("%d %d %d %d %d %d %d\n", defaulted.v, local.v, Held<P>::t.v, Held<L>::t.v, Inline::p.v, Inline::q.v, Inline::l.v);
  return 1;
}
static int within() {
  static const P once;
  const P p;
  const L in;
  const auto add = [](int n) { return six() + n; };
  return once.v + p.v + in.v + add(2);
}
int main(int count, char**) {
  const Q runs(count);
  std::printf("%d %d %d %d\n", first, runs.v, six(), within());
}
