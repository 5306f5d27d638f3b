#include <cstdio>
#define NAME(a, b) a##b
#define NOEXCEPT noexcept
#define EMPTY
static int NAME(f, 1)() NOEXCEPT{return 1;}
static int g()EMPTY{return 2;}
int main(){std::printf("%d %d\n", f1(), g());}
