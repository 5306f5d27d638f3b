#include <cstdio>
#include "h.h"
template <> int pick<char>(char) { return 2; }
template <class T> struct C<T*> { int m() { return 4; } };
template <> int C<long>::m() { return 5; }
int main() { std::printf("%d %d %d %d %d %d %d\n", pick(1), pick('c'), C<int>().m(), C<int*>().m(), C<long>().m(), C<bool>().m(), far(3)); }
