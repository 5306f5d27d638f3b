#include <sys.h>
#include "marked.h"
#include <cstdio>
int main() { std::printf("%d %d\n", in_system(), marked()); }
