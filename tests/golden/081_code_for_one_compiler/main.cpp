#include <cstdio>
#ifndef __clang__
#include "gcc_only.h"
static int only() { return gcc_only() + __LINE__; }
#else
#include "clang_only.h"
static int only() { return clang_only() + __LINE__; }
#endif
static int after() { return __LINE__; }
int main() { only(); std::printf("%d\n", after()); }
