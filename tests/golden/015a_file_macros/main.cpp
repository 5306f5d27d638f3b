#include "sub/h.h"
#include <cstdio>
static const char* f() { return __FILE__; }
int main() { std::printf("%s %s %s %d %d\n", f(), in_header(), __BASE_FILE__, __INCLUDE_LEVEL__, level()); }
