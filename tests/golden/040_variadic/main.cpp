#include <cstdarg>
#include <cstdio>
static int sum(int n, ...) { va_list list; va_start(list, n); int s = 0; while (n-- > 0) s += va_arg(list, int); va_end(list); return s; }
template <class... T> static int count(T...) { return static_cast<int>(sizeof...(T)); }
static int with_default(int (*f)() = [] { return 3; }) { return f(); }
int main() { std::printf("%d %d %d\n", sum(3, 1, 2, 3), count(1, 'a', 2.0), with_default()); }
