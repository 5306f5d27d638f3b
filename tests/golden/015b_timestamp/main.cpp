#include "h.h"
#include <cstdio>
int main() { std::printf("%s %s\n", __TIMESTAMP__, stamp()); }
