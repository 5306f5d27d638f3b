#include <sys.h>
#include <cstdio>
int main() { std::printf("%d %d\n", in_system(), ours()); }
