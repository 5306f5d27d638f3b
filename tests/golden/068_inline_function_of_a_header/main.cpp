#include <cstdio>
#include "h.h"
int other(int);
int main() { std::printf("%d %d %d\n", shared(1), other(2), count()); }
