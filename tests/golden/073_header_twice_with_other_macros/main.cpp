#define NAME first
#include "t.h"
#undef NAME
#define NAME second
#define WIDE
#include "t.h"
#include <cstdio>
int main() { std::printf("%d %ld\n", first(1), second(2)); }
