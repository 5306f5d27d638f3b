#include "once.h"
#include "plain.h"
#include <cstdio>
int main() { std::printf("%d %d\n", once(), plain()); }
