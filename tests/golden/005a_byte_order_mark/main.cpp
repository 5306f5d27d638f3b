#include <cstdio>
#include "h.h"
int main() { std::printf("%d %d\n", f(), __LINE__); }
