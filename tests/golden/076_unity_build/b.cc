#include <cstdio>
#include "h.h"
namespace { int g() { return 2; } }
int main() { std::printf("%d %d\n", a(), g()); }
