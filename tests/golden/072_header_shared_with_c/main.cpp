#include "shared.h"
#include <cstdio>
int main() { std::printf("%d %d\n", shared(2), Only().m()); }
