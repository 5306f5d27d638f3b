#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include "<store>/headers/<hash>-once.h"
#include "<store>/headers/<hash>-plain.h"
#include <cstdio>
int main() { std::printf("%d %d\n", once(), plain()); }
