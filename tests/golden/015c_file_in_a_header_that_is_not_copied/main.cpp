#include "h.h"
#include <cstdio>
#define CHECK(x) ((x) ? __FILE__ : "")
static int selected() { return 1; }
int main() { std::printf("%s %s %d\n", name(), FROM_MACRO, selected()); }
