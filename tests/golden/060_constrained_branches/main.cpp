#include <cstdio>
#include <type_traits>
template <class T> static int kind(T) { if constexpr (std::is_integral_v<T>) { return 1; } else { return 2; } }
template <class T> static auto has(int) -> decltype(T().size(), true) { return true; }
template <class T> static bool has(...) { return false; }
struct Sized { int size() { return 3; } };
static_assert(noexcept(Sized()) && std::is_same_v<decltype(kind(1)), int>);
int main() { std::printf("%d %d %d %d\n", kind(1), kind(1.0), has<Sized>(0), has<int>(0)); }
