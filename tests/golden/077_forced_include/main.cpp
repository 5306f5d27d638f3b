#include <cstdio>
#include "forced.h"
int main() { std::printf("%d\n", forced()); }
