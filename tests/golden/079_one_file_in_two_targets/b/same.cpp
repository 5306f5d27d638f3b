#define WIDE
#include "../common.h"
#include <cstdio>
int a();
int main() { std::printf("%d %d\n", a(), static_cast<int>(common())); }
