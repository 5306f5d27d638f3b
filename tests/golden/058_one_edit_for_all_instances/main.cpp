#include <cstdio>
template <class T> T twice(T x) { return x + x; }
template <class T, int N> struct Array { T data[N]; int size() const { return N; } template <class U> U as(int i) const { return static_cast<U>(data[i]); } };
template int twice<int>(int);
template struct Array<long, 2>;
int main() { Array<int, 3> a{{1, 2, 3}}; std::printf("%d %.1f %ld %d %.1f\n", twice(1), twice(1.5), twice(2L), a.size(), a.as<double>(1)); }
