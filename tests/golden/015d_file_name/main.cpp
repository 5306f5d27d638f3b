#include "sub/h.h"
#include <cstdio>
static const char* f() { return __FILE_NAME__; }
int main() { std::printf("%s %s\n", f(), in_header()); }
