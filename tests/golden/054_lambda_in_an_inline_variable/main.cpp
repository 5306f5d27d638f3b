#include <cstdio>
#include "h.h"
int other();
int main() { std::printf("%d %d %d\n", counter, value(2), other()); }
