#include <cstdio>
template <auto F> struct Holder { static int get() { return F(3); } };
template <class T> concept Callable = requires(T t) { [](auto& x) { x(); }(t); };
using Type = decltype([] { return 1; });
template <class C = decltype([](int a, int b) { return a < b; })> static bool less(int a, int b) { return C()(a, b); }
int main() {
  auto l = [] {};
  std::printf("%d %d %d %zu\n", Holder<[](int x) { return x; }>::get(), Callable<decltype(l)>, less<>(1, 2), sizeof(Type));
}
