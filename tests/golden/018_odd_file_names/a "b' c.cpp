#include "d e.h"
#include <cstdio>
static const char* f() { return __FILE__; }
int main() { std::printf("%s %s\n", f(), g()); }
