#include <array>
#include <cstdio>
// C++17: a lambda is constexpr when it can be. What is set before anything runs stays so: the first that runs sees it.
static int peek();
static const int first = peek();
const int n = [] { return 3; }();
static int early = [] { return []{ return 5; }(); }();
enum { kE = [] { return 4; }() };
struct B { unsigned f : ([] { return 5; })(); };
static int arr[([] { return 6; })()];
static auto add = [](int x) { return x + 1; };
static int g = add(1);
template <class T> struct S { static int v; };
template <class T> int S<T>::v = [] { return 7; }();
static constexpr int twice(int x, int y = [] { return 2; }()) { return x * y; }
static int doubled = twice(5);
static int which(int x) {
  const int local = [] { return 2; }();
  std::array<int, local> a{};
  switch (x) {
    case ([] { return 1; })(): return static_cast<int>(a.size());
    default: break;
  }
  if constexpr ([] { return sizeof(int) > 8; }()) return 0;
  static int once = [] { return 9; }();
  int runs = [x] { return x + once; }();
  return runs + [] { return 10; }();
}
// A constant of a class stands for no value: the lambda that it is made with runs, and is profiled.
struct Cleanup {
  int& (*ran)();
  ~Cleanup() { ++ran(); }
};
static int& ran() {
  static int times = 0;
  return times;
}
template <class T> static int cleaned(T x) {
  const T same = [] { return 4; }();
  const Cleanup cleanup{[]() -> int& { return T() == 0 ? ran() : ran(); }};
  return static_cast<int>(x + same);
}
static int peek() { return early + 10 * g + 100 * S<int>::v + 10000 * doubled; }
int main() {
  std::array<int, n> a{};
  std::printf("%d %d %d %d %d %d %d\n", first, which(2), static_cast<int>(a.size()), kE, B{7}.f, static_cast<int>(sizeof arr / sizeof *arr), which(1));
  std::printf("%d %d\n", cleaned(1L), ran());
}
