#include <compare>
#include <cstdio>
struct A {
  A() = default;
  A(const A&) = delete;
  A& operator=(const A&) = delete;
  ~A();
  auto operator<=>(const A&) const = default;
  virtual int pure() const = 0;
  void none() = delete;
  int x = 1;
};
A::~A() = default;
int A::pure() const { return 3; }
struct D : A { int pure() const override { return A::pure() + 1; } };
int main() { D d; D e; std::printf("%d %d\n", d.pure(), d.x == e.x); }
