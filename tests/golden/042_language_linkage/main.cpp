#include <cstdio>
extern "C" int single(int x);
extern "C" int single(int x) { return x; }
extern "C" {
int in_block(void);
int in_block(void) { return 2; }
extern "C++" { template <class T> T back(T x) { return x; } int overloaded(int); int overloaded(double); int overloaded(int) { return 3; } int overloaded(double) { return 4; } }
#include "c_api.h"
}
int main() { std::printf("%d %d %d %d %d %d\n", single(1), in_block(), back(5), overloaded(1), overloaded(1.0), from_header()); }
