#include "rel.h"
#include "sub/deep.h"
#include <next.h>
#define COMPUTED "computed.h"
#include COMPUTED
#if __has_include("rel.h") && !__has_include("none.h")
#include <cstdio>
#endif
int main() { std::printf("%d %d %d %d %d %s\n", rel(), deep(), next(), next2(), computed(), quoted()); }
